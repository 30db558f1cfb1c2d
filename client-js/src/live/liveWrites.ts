import type { Bytes } from "../bytes.js";
import { BrokerError, type ErrorCode } from "../errors.js";
import { FormatError } from "../formatError.js";
import type { FrameWrite } from "../frameWrite.js";
import { parseStrictJson, readObject } from "../strictJson.js";

interface WaitingWrite {
  readonly write: FrameWrite;
  readonly stored: (seq: number) => void;
  readonly failed: (error: BrokerError) => void;
}

/** The writes that were sent on one live connection and not answered yet. */
export class LiveWrites {
  readonly #waiting = new Map<number, WaitingWrite>();
  #ref = 0;

  /** The answer to what is sent under the number. */
  begin(write: FrameWrite): { readonly ref: number; readonly answer: Promise<number> } {
    this.#ref += 1;
    const ref = this.#ref;
    const answer = new Promise<number>((stored, failed) => {
      this.#waiting.set(ref, { write, stored, failed });
    });
    return { ref, answer };
  }

  /** What was written; its answer is given by {@link LiveWrites.stored}. */
  of(ref: number): FrameWrite | undefined {
    return this.#waiting.get(ref)?.write;
  }

  stored(ref: number, seq: number): void {
    this.#waiting.get(ref)?.stored(seq);
    this.#waiting.delete(ref);
  }

  refused(ref: number, problem: Bytes): void {
    this.#waiting.get(ref)?.failed(readProblem(problem));
    this.#waiting.delete(ref);
  }

  /** What became of the others is not known. */
  end(): void {
    for (const { failed } of this.#waiting.values()) {
      failed(new BrokerError("broker_unreachable", "the connection ended before the answer"));
    }
    this.#waiting.clear();
  }
}

function readProblem(bytes: Bytes): BrokerError {
  try {
    const { code, detail, head, retryAfterMs } = readObject(parseStrictJson(bytes));
    if (typeof code === "string") {
      return new BrokerError(code as ErrorCode, typeof detail === "string" ? detail : code, {
        ...(typeof head === "number" ? { head } : {}),
        ...(typeof retryAfterMs === "number" ? { retryAfterMs } : {}),
      });
    }
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }
  }
  return new BrokerError("not_a_broker", "the answer is not one of a broker");
}
