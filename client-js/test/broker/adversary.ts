import { encodeBase64Url } from "../../src/base64Url.js";
import { openDevice } from "../../src/device.js";
import { EpochKey } from "../../src/epochKey.js";
import { wrapInfo, type WrapPlace } from "../../src/epochKeyWrap.js";
import { openFrame } from "../../src/frameOpener.js";
import { open } from "../../src/hpkeWrap.js";
import { type DeviceStore, type Session } from "../../src/index.js";
import { parseInviteLink } from "../../src/inviteLink.js";
import { type Membership } from "../../src/membership.js";
import { OpenError } from "../../src/openError.js";
import { parseSessionId, type SessionId } from "../../src/sessionId.js";
import { type VerifyingKey } from "../../src/verifyingKey.js";
import { type WrapKey } from "../../src/wrapKey.js";
import { type RecordedFrame, type RecordedWrap } from "./recording.js";

interface Opener {
  readonly kind: WrapPlace["kind"];
  readonly recipient: WrapPlace["recipient"];
  readonly key: WrapKey;
}

/** A member's device, taken apart: all keys that it has or had, and the links that it knows. */
export class Adversary {
  readonly #sid: SessionId;
  readonly #openers: readonly Opener[];
  readonly #keys: Map<string, EpochKey>;

  constructor(sid: SessionId, openers: readonly Opener[], keys: Map<string, EpochKey>) {
    this.#sid = sid;
    this.#openers = openers;
    this.#keys = keys;
  }

  static async of(storage: DeviceStore, session: Session, link: string): Promise<Adversary> {
    const membership = await membershipOn(storage, parseSessionId(session.id));
    const { sid, wrapKey, publicKeys, epochKeys } = membership;
    const { secret } = parseInviteLink(link);
    const inviteKey = await secret.wrapKey(sid);
    const recipient = {
      signingKey: (await secret.signingKey(sid)).publicKey,
      wrapKey: inviteKey.publicKey,
    };
    const keys = new Map([...epochKeys.values()].map((key) => [textOf(key), key]));
    return new Adversary(
      sid,
      [
        { kind: "member", recipient: publicKeys, key: wrapKey },
        { kind: "invite", recipient, key: inviteKey },
      ],
      keys,
    );
  }

  get keys(): number {
    return this.#keys.size;
  }

  /** Tries each of its secrets on the wrap, as one of any of these epochs, and keeps what opens. */
  async tryWrap({ wrap }: RecordedWrap, epochs: readonly number[]): Promise<boolean> {
    let opened = false;
    for (const { key, ...place } of this.#openers) {
      for (const epoch of epochs) {
        const info = wrapInfo({ sid: this.#sid, epoch, ...place });
        const bytes = await unlessClosed(open(key, info, wrap));
        if (bytes !== undefined) {
          const found = new EpochKey(bytes);
          this.#keys.set(textOf(found), found);
          opened = true;
        }
      }
    }
    return opened;
  }

  /** Whether any of its keys opens the frame. */
  async opens({ frame }: RecordedFrame, sender: VerifyingKey): Promise<boolean> {
    for (const key of this.#keys.values()) {
      if ((await unlessClosed(openFrame(this.#sid, frame, key, sender))) !== undefined) {
        return true;
      }
    }
    return false;
  }
}

async function membershipOn(storage: DeviceStore, sid: SessionId): Promise<Membership> {
  const { memberships } = await openDevice({ storage });
  const [stored] = await memberships.of(sid);
  if (stored === undefined) {
    throw new Error("the device holds no membership");
  }
  return memberships.restore(stored);
}

function textOf(key: EpochKey): string {
  return encodeBase64Url(key.exposeBytes());
}

async function unlessClosed<T>(opening: Promise<T>): Promise<T | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof OpenError) {
      return undefined;
    }
    throw error;
  }
}
