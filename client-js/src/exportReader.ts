import { type ExportLine, MAX_LINE_CHARS, parseExportLine } from "./exportLine.js";
import { FormatError } from "./formatError.js";
import { BrokenLedgerError } from "./ledgerVerdict.js";

type LineOf<Kind extends ExportLine["kind"]> = Extract<ExportLine, { readonly kind: Kind }>;

/** The lines of an export, taken one after the other by those who know what comes next. */
export class ExportReader {
  readonly #lines: AsyncIterator<string, void>;
  #next: ExportLine | undefined;
  #number = 0;
  #entries = 0;

  constructor(file: Blob | string) {
    this.#lines = linesOf(typeof file === "string" ? new Blob([file]) : file);
  }

  /** The next lines as long as they are of this kind. */
  async *each<Kind extends ExportLine["kind"]>(kind: Kind): AsyncGenerator<LineOf<Kind>, void> {
    for (let line = await this.take(kind); line; line = await this.take(kind)) {
      yield line;
    }
  }

  /** The next line, if it is of this kind; else it stays. */
  async take<Kind extends ExportLine["kind"]>(kind: Kind): Promise<LineOf<Kind> | undefined> {
    const line = await this.#peek();
    if (line?.kind !== kind) {
      return undefined;
    }
    this.#next = undefined;
    if (kind === "entry") {
      this.#entries++;
    }
    return line as LineOf<Kind>;
  }

  async isAtEnd(): Promise<boolean> {
    return (await this.#peek()) === undefined;
  }

  async requireEnd(): Promise<void> {
    if (!(await this.isAtEnd())) {
      throw new BrokenLedgerError(
        "order",
        null,
        `line ${String(this.#number)} is not in its place`,
      );
    }
  }

  async #peek(): Promise<ExportLine | undefined> {
    this.#next ??= await this.#read();
    return this.#next;
  }

  async #read(): Promise<ExportLine | undefined> {
    try {
      const { value, done } = await this.#lines.next();
      this.#number += done === true ? 0 : 1;
      return value === undefined ? undefined : parseExportLine(value);
    } catch (error) {
      if (error instanceof FormatError) {
        const message = `line ${String(this.#number)} is none of an export`;
        throw new BrokenLedgerError("malformed", this.#entries, message, error);
      }
      throw error;
    }
  }
}

/** @throws {FormatError} Where the file is no text, or a line is longer than any may be. */
async function* linesOf(file: Blob): AsyncGenerator<string, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const reader = file.stream().getReader();
  let rest = "";
  for (let isAtEnd = false; !isAtEnd;) {
    const { value, done } = await reader.read();
    isAtEnd = done;
    const lines = (rest + decode(decoder, value)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > MAX_LINE_CHARS) {
      throw new FormatError("export: line too long");
    }
  }
  if (rest !== "") {
    yield rest;
  }
}

/** The text of a piece of the file, without the first bytes of a character that is cut in two. */
function decode(decoder: TextDecoder, piece: Uint8Array | undefined): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch (cause) {
    throw new FormatError("export: not UTF-8", { cause });
  }
}
