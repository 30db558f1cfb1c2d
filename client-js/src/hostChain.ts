import { type Bytes, equalBytes } from "./bytes.js";
import type { HostStatement } from "./statement.js";

interface Link {
  readonly entry: number;
  readonly prev: Bytes;
  readonly hash: Bytes;
}

/**
 * The host statements of a log, by their number; genesis is number 0. It is what a host statement
 * out of its place is compared with.
 */
export class HostChain {
  readonly #links: readonly Link[];

  constructor(links: readonly Link[] = []) {
    this.#links = links;
  }

  get next(): number {
    return this.#links.length;
  }

  plus(entry: number, prev: Bytes, hash: Bytes): HostChain {
    return new HostChain([...this.#links, { entry, prev, hash }]);
  }

  /** Position of the statement that stands in the place for which this other one was made. */
  rivalOf(statement: HostStatement, hash: Bytes): number | undefined {
    const link = this.#links[statement.n];
    return link !== undefined &&
      equalBytes(link.prev, statement.prev) &&
      !equalBytes(link.hash, hash)
      ? link.entry
      : undefined;
  }
}
