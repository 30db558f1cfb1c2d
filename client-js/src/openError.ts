/**
 * What was sealed does not open: wrong key, wrong place, or changed bytes. Always with the same
 * message, so that nobody learns which.
 */
export class OpenError extends Error {
  override readonly name = "OpenError";

  constructor(options?: ErrorOptions) {
    super("does not open", options);
  }
}
