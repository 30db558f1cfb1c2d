/** The option that holds the text. */
export type TextField = "displayName" | "title" | "name" | "note" | "deviceName" | "passphrase";

/** A text that an application gave and that cannot be used: empty, or too long. */
export class InvalidTextError extends RangeError {
  override readonly name = "InvalidTextError";
  readonly field: TextField;

  constructor(field: TextField, wanted: string) {
    super(`${field}: ${wanted}`);
    this.field = field;
  }
}
