import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { type Bytes, label } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { hkdf } from "./hashes.js";
import { loadedPart } from "./loadedPart.js";
import { Redacted } from "./redacted.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import type { SigningKey } from "./signingKey.js";
import type { WrapKey } from "./wrapKey.js";

/** The 16 bytes in a link, of which both keys of the invite are made. FORMATS.md §3. */
export class InviteSecret extends Redacted {
  readonly #bytes: Bytes;

  /** @throws {FormatError} On anything but 16 bytes. */
  constructor(bytes: Uint8Array) {
    super();
    if (bytes.length !== 16) {
      throw new FormatError("invite secret: not 16 bytes");
    }
    this.#bytes = new Uint8Array(bytes);
  }

  async signingKey(sid: SessionId): Promise<SigningKey> {
    const { signingKeyFromSeed } = await loadedPart(import("./signingKey.js"));
    return signingKeyFromSeed(await this.#seed(sid, "latchkey/invite-sign/v1"));
  }

  async wrapKey(sid: SessionId): Promise<WrapKey> {
    const { wrapKeyFromSeed } = await loadedPart(import("./wrapKey.js"));
    return wrapKeyFromSeed(await this.#seed(sid, "latchkey/invite-wrap/v1"));
  }

  /** The secret as it stands in a link, 22 characters. */
  exposeText(): string {
    return encodeBase64Url(this.#bytes);
  }

  #seed(sid: SessionId, purpose: string): Promise<Bytes> {
    return hkdf(this.#bytes, sessionIdBytes(sid), label(purpose), 32);
  }
}

export function randomInviteSecret(): InviteSecret {
  return new InviteSecret(crypto.getRandomValues(new Uint8Array(16)));
}

/** @throws {FormatError} On anything but 22 characters of canonical base64url. */
export function parseInviteSecret(text: string): InviteSecret {
  return new InviteSecret(decodeBase64Url(text));
}
