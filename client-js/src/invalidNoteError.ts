/** A signed note that says something else than it must, or that the key has not signed. */
export class InvalidNoteError extends Error {
  override readonly name = "InvalidNoteError";
}
