import { InvalidTextError } from "./invalidTextError.js";

const MIN_PASSPHRASE_CHARS = 12;

/** @throws {InvalidTextError} Unless it has at least 12 characters. */
export function requirePassphrase(passphrase: string): string {
  if (passphrase.normalize("NFKC").length < MIN_PASSPHRASE_CHARS) {
    const wanted = `want at least ${String(MIN_PASSPHRASE_CHARS)} characters`;
    throw new InvalidTextError("passphrase", wanted);
  }
  return passphrase;
}
