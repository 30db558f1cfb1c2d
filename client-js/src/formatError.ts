/** Input that does not parse. The message names the rule that it breaks and never holds the input. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}
