/** The check that a token did not pass. */
export type TokenRefusal =
  | "malformed"
  | "type"
  | "unknown-key"
  | "signature"
  | "claims"
  | "issuer"
  | "audience"
  | "not-yet-valid"
  | "expired"
  | "lifetime";

/** A token that is not accepted. The reason is for the log, never for the other side. */
export class InvalidTokenError extends Error {
  override readonly name = "InvalidTokenError";
  readonly reason: TokenRefusal;

  constructor(reason: TokenRefusal, options?: ErrorOptions) {
    super("token is not accepted", options);
    this.reason = reason;
  }
}
