import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { utf8 } from "../../src/bytes.js";
import { type EpochKey } from "../../src/epochKey.js";
import { unwrapEpochKey } from "../../src/epochKeyWrap.js";
import { encodeFrame, type FrameKind } from "../../src/frame.js";
import { type FrameBody, type FrameLinks } from "../../src/frameBody.js";
import { FrameSealer } from "../../src/frameSealer.js";
import { type FoundInvite } from "../../src/inviteLookup.js";
import { MemberAccess } from "../../src/memberAccess.js";
import { encodeMemberName } from "../../src/memberNames.js";
import { NO_CHECKPOINT } from "../../src/noCheckpoint.js";
import { type Roster } from "../../src/roster.js";
import { nextHash, startOfChannel } from "../../src/runningHash.js";
import { type SessionId } from "../../src/sessionId.js";
import { readInteger } from "../../src/strictJson.js";
import { brokerAt, joinEntry, keptInvite, look, submit } from "./entrance.js";
import { type HostileBroker } from "./hostileBroker.js";
import { type State } from "./person.js";
import { foldAll } from "./forgeries.js";
import { type Keys, newKeys } from "./keys.js";

const EPOCH = 1;

/**
 * A member with a patched client, and the hostile broker's accomplice: it holds the keys of a device
 * that joined, seals whatever it likes, and asks nobody whether it may.
 */
export class Insider {
  readonly sid: SessionId;
  readonly keys: Keys;
  readonly #epochKey: EpochKey;
  readonly #hostile: HostileBroker;
  readonly #sealer: FrameSealer;

  constructor(hostile: HostileBroker, sid: SessionId, keys: Keys, epochKey: EpochKey) {
    this.sid = sid;
    this.keys = keys;
    this.#epochKey = epochKey;
    this.#hostile = hostile;
    this.#sealer = new FrameSealer(sid, EPOCH, epochKey, keys.signingKey, keys.mid);
  }

  /** Joins by the rules; only what follows breaks them. */
  static async join(hostile: HostileBroker, link: string, own?: Keys): Promise<Insider> {
    const keys = own ?? (await newKeys());
    const found = await look(hostile, link);
    const wraps = await submit(hostile, found, await joinEntry(hostile, found, keys));
    return Insider.#unlock(hostile, found, keys, wraps[0]?.wrap);
  }

  /** Has the key by a link and what the broker kept. No honest broker would take the entry. */
  static async sneakIn(
    hostile: HostileBroker,
    link: string,
  ): Promise<{ readonly insider: Insider; readonly entry: string }> {
    const keys = await newKeys();
    const found = await look(hostile, link);
    const entry = await joinEntry(hostile, found, keys);
    const wrap = decodeBase64Url((await keptInvite(hostile, link)).wrap);
    return { insider: await Insider.#unlock(hostile, found, keys, wrap), entry };
  }

  static async #unlock(
    hostile: HostileBroker,
    { statement: { sid, ...invite }, wrapKey }: FoundInvite,
    keys: Keys,
    wrap: Uint8Array | undefined,
  ): Promise<Insider> {
    const roster = await foldAll(sid, hostile.copyOf(sid).entries);
    const committed = roster.epochs.get(EPOCH)?.commitment;
    if (wrap === undefined || committed === undefined) {
      throw new Error("the broker has no key for this invite");
    }
    const place = { sid, epoch: EPOCH, kind: "invite", recipient: invite } as const;
    const key = await unwrapEpochKey(place, wrapKey, wrap, committed);
    return new Insider(hostile, sid, keys, key);
  }

  /** The same knowledge under other keys, or by another connection, which counts anew. */
  as(keys: Keys): Insider {
    return new Insider(this.#hostile, this.sid, keys, this.#epochKey);
  }

  /** Says that it is the host, and signs with the only key that it has. */
  async inTheNameOfTheHost(): Promise<Insider> {
    return this.as({ ...this.keys, mid: (await this.roster()).pinnedHost });
  }

  /** What the log comes to, as far as the broker has told it to anybody. */
  roster(): Promise<Roster> {
    return foldAll(this.sid, this.#hostile.copyOf(this.sid).entries);
  }

  /** A frame that makes `state` the state of all who accept it, in base64url. */
  async sealState(state: State, lies: Partial<FrameLinks> = {}): Promise<string> {
    return this.seal("replace", 0, await this.bodyOf(state, lies));
  }

  async bodyOf(state: State, lies: Partial<FrameLinks> = {}): Promise<FrameBody> {
    const covers = { seq: 0, hash: startOfChannel(), counters: [] };
    const links = { ...(await this.links()), ...lies };
    return { links, covers, payload: utf8(JSON.stringify(state)) };
  }

  async seal(kind: FrameKind, channel: number, body: FrameBody): Promise<string> {
    return encodeBase64Url(encodeFrame(await this.#sealer.seal(kind, channel, body)));
  }

  /** A frame that says what the sender is called, in base64url. */
  async sealName(name: string): Promise<string> {
    const payload = encodeMemberName({ name, title: "" });
    return this.seal("name", 0, { links: await this.links(), payload });
  }

  /** What an honest client would say it has seen. */
  async links(): Promise<FrameLinks> {
    const frames = this.#hostile.copyOf(this.sid).frames(0);
    let headHash = startOfChannel();
    for (const [i, frame] of frames.entries()) {
      headHash = await nextHash(this.sid, 0, headHash, i + 1, decodeBase64Url(frame));
    }
    return {
      conditional: false,
      head: frames.length,
      headHash,
      logHash: (await this.roster()).logHash,
      checkpointSize: NO_CHECKPOINT.size,
      checkpointRoot: NO_CHECKPOINT.root,
    };
  }

  /** Gives the frame to the broker as any member does; it covers nothing. */
  write(frame: string, channel = 0): Promise<number> {
    const { mid, signingKey } = this.keys;
    const access = new MemberAccess(brokerAt(this.#hostile), this.sid, mid, signingKey, undefined);
    const path = `/channels/${String(channel)}`;
    const request = { method: "PUT", path, body: { frame, covers: 0 } } as const;
    return access.call(request, ({ seq }) => readInteger(seq));
  }
}
