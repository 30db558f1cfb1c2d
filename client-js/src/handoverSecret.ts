import { importAesKey } from "./aesGcm.js";
import { encodeBase64Url } from "./base64Url.js";
import { type Bytes, label } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { hkdf } from "./hashes.js";
import { formatLink, parseLink } from "./linkText.js";
import { Redacted } from "./redacted.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";

const SECRET_BYTES = 16;
const ID_BYTES = 16;
const KEY_BYTES = 32;

/** What two devices share that meet to hand a membership over. FORMATS.md §10.2. */
export class HandoverSecret extends Redacted {
  readonly sid: SessionId;
  readonly #bytes: Bytes;

  /** @throws {FormatError} On anything but 16 bytes. */
  constructor(sid: SessionId, bytes: Bytes) {
    super();
    if (bytes.length !== SECRET_BYTES) {
      throw new FormatError("hand-over secret: not 16 bytes");
    }
    this.sid = sid;
    this.#bytes = new Uint8Array(bytes);
  }

  static random(sid: SessionId): HandoverSecret {
    return new HandoverSecret(sid, crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  }

  /** @throws {InvalidLinkError} With the code of the first defect in the order of FORMATS.md §3. */
  static ofLink(link: string): HandoverSecret {
    const { sid, secret } = parseLink(link, "m1");
    return new HandoverSecret(sid, secret);
  }

  /** Where the devices meet. Tells nothing of the key. */
  async rendezvousId(): Promise<string> {
    return encodeBase64Url(await this.#derive("latchkey/handover-id/v1", ID_BYTES));
  }

  async key(): Promise<CryptoKey> {
    return importAesKey(await this.#derive("latchkey/handover-key/v1", KEY_BYTES));
  }

  /** Writes `<app URL>#m1.<sid>.<secret>.<check>`. */
  exposeLink(appUrl: string): string {
    return formatLink(appUrl, "m1", this.sid, encodeBase64Url(this.#bytes));
  }

  #derive(purpose: string, length: number): Promise<Bytes> {
    return hkdf(this.#bytes, sessionIdBytes(this.sid), label(purpose), length);
  }
}
