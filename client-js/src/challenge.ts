import { FormatError } from "./formatError.js";

const CHALLENGE = /^[A-Za-z0-9_-]{16,256}$/;

/**
 * Passes on a challenge or nonce of the broker, before a device signs it.
 *
 * @throws {FormatError} Unless it is 16 to 256 base64url characters. FORMATS.md §10.
 */
export function requireChallenge(text: string): string {
  if (!CHALLENGE.test(text)) {
    throw new FormatError("challenge: not 16 to 256 base64url characters");
  }
  return text;
}
