import { type Belongings, openBelongings } from "./belongings.js";
import type { Broker } from "./broker.js";
import { equalBytes } from "./bytes.js";
import { CheckpointStore } from "./checkpointStore.js";
import { parseCompactJws, verifyCompactJws } from "./compactJws.js";
import type { Device } from "./device.js";
import { commitment } from "./epochKey.js";
import { wrapEpochKey } from "./epochKeyWrap.js";
import { BrokerError } from "./errors.js";
import { encodeBase64Url } from "./base64Url.js";
import { Backoff, retrying } from "./backoff.js";
import { FormatError } from "./formatError.js";
import type { HandoverWaiting } from "./handover.js";
import {
  decodeAnswer,
  decodeGift,
  encodeNonce,
  encodeOffer,
  handoverCommitment,
  type HandoverAnswer,
  type HandoverGift,
  NONCE_BYTES,
} from "./handoverMessages.js";
import { HandoverSecret } from "./handoverSecret.js";
import { sha256 } from "./hashes.js";
import type { Entered } from "./joining.js";
import { type AccessToken, MemberAccess, readAccessToken } from "./memberAccess.js";
import { deriveMemberId } from "./memberId.js";
import { type Membership, storeMembership, type StoredMembership } from "./membership.js";
import { OpenError } from "./openError.js";
import type { PublicKeys } from "./publicKeys.js";
import { Rendezvous } from "./rendezvous.js";
import { RosterFollower } from "./rosterFollower.js";
import { isActive, mayRead } from "./rosterMember.js";
import type { SessionId } from "./sessionId.js";
import { handoverEmoji } from "./shortAuthenticationString.js";
import { generateSigningKey, type SigningKey } from "./signingKey.js";
import type { Move } from "./statement.js";
import { MAX_ENTRY_CHARS } from "./statementEntry.js";
import { readMove } from "./statementReader.js";
import { pairOf, writeMoved } from "./statementWriter.js";
import { WatermarkStore } from "./watermarks.js";
import { generateWrapKey, type WrapKey } from "./wrapKey.js";

export interface ReceivingParts {
  readonly broker: Broker;
  readonly device: Device;
  readonly clock: () => number;
  readonly deviceName: string;
  readonly onWaiting: (waiting: HandoverWaiting) => void;
}

/** The key pairs that this device made for the place that it takes. */
interface OwnKeys {
  readonly signing: SigningKey;
  readonly wrap: WrapKey;
  readonly publicKeys: PublicKeys;
}

const LIFETIME_MS = 5 * 60_000;
const ATTEMPTS = 4;
const MAX_PAUSE_MS = 5_000;

/** Takes a member's place, as the new device sees it. FORMATS.md §10.2. */
export class Receiving {
  readonly #parts: ReceivingParts;
  readonly #sid: SessionId;
  readonly #rendezvous: Rendezvous;

  constructor(parts: ReceivingParts, sid: SessionId, rendezvous: Rendezvous) {
    this.#parts = parts;
    this.#sid = sid;
    this.#rendezvous = rendezvous;
  }

  /**
   * @throws {BrokerError} Of a code `handover_…`, `member_here` or `key_mismatch`
   * @throws {InvalidLinkError} If that is no such link
   */
  static async run(link: string, parts: ReceivingParts, signal: AbortSignal): Promise<Entered> {
    const secret = HandoverSecret.ofLink(link);
    const { broker, clock } = parts;
    const rendezvous = await Rendezvous.at(broker, secret, clock() + LIFETIME_MS, clock);
    const receiving = new Receiving(parts, secret.sid, rendezvous);
    try {
      return await receiving.#receive(signal);
    } catch (cause) {
      if (cause instanceof FormatError || cause instanceof OpenError) {
        const message = "the other device does not keep to the rules";
        throw new BrokerError("handover_failed", message, { cause });
      }
      throw cause;
    }
  }

  async #receive(signal: AbortSignal): Promise<Entered> {
    const keys = await newKeys();
    const answer = await this.#meet(keys, signal);
    const gift = decodeGift(await this.#rendezvous.get(3, signal));
    if (gift === null) {
      throw new BrokerError("handover_refused", "the other device did not confirm");
    }
    const from = answer.signingKey;
    const place = { sid: this.#sid, from, recipient: keys.publicKeys };
    const belongings = await openBelongings(place, keys.wrap, gift.belongings);
    const move = await this.#readMove(gift, keys, answer);
    return this.#takePlace(move, gift, belongings, keys, signal);
  }

  /** Shows the emoji, after both devices have committed to what they are made of. */
  async #meet({ publicKeys }: OwnKeys, signal: AbortSignal): Promise<HandoverAnswer> {
    const { deviceName, onWaiting } = this.#parts;
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const offer = encodeOffer({
      ...publicKeys,
      device: deviceName,
      commitment: await handoverCommitment(this.#sid, publicKeys, nonce),
    });
    await this.#rendezvous.put(0, offer, signal);
    const answer = decodeAnswer(await this.#rendezvous.get(1, signal));
    await this.#rendezvous.put(2, encodeNonce(nonce), signal);
    const emoji = await handoverEmoji({
      sid: this.#sid,
      old: answer.signingKey,
      offer: await sha256(offer),
      oldNonce: answer.nonce,
      newNonce: nonce,
    });
    onWaiting({ emoji });
    return answer;
  }

  /** By the device whose emoji were shown, for this device, at this broker. */
  async #readMove(
    gift: HandoverGift,
    { publicKeys }: OwnKeys,
    { signingKey }: HandoverAnswer,
  ): Promise<Move> {
    const jws = parseCompactJws(gift.move, { maxChars: MAX_ENTRY_CHARS, typ: "move" });
    const move = readMove(jws);
    const mid = await deriveMemberId(signingKey);
    if (
      move.sid !== this.#sid ||
      move.mid !== mid ||
      jws.kid !== mid ||
      !equalBytes(move.signingKey, publicKeys.signingKey) ||
      !equalBytes(move.wrapKey, publicKeys.wrapKey) ||
      !(await verifyCompactJws(jws, signingKey))
    ) {
      throw new FormatError("hand-over: another move than was confirmed");
    }
    if (move.origin !== this.#parts.broker.origin) {
      throw new BrokerError("origin_mismatch", `the session belongs to ${move.origin}`);
    }
    return move;
  }

  /** The keys are kept before they are used: what is interrupted then is opened like any session. */
  async #takePlace(
    move: Move,
    gift: HandoverGift,
    belongings: Belongings,
    keys: OwnKeys,
    signal: AbortSignal,
  ): Promise<Entered> {
    const { memberships } = this.#parts.device;
    const statement = pairOf(gift.move, await writeMoved(move, keys.signing));
    const stored = await this.#keep(belongings, keys);
    try {
      const membership = await memberships.restore(stored);
      const token = await this.#request(statement, belongings, keys, signal);
      await this.#verify(membership, belongings, token, signal);
      return { stored: (await memberships.find(stored.sid, stored.via)) ?? stored, token };
    } catch (error) {
      if (error instanceof BrokerError && !error.retryable && error.code !== "aborted") {
        await memberships.remove(stored);
      }
      throw error;
    }
  }

  async #keep(belongings: Belongings, keys: OwnKeys): Promise<StoredMembership> {
    const { device, broker, clock } = this.#parts;
    const { via, hostKey, displayName, title, role } = belongings;
    const facts = {
      sid: this.#sid,
      mid: await deriveMemberId(keys.publicKeys.signingKey),
      via,
      joining: false,
      inviteToken: null,
      waitingSince: null,
      origin: broker.origin,
      hostKey,
      displayName,
      title,
      role,
      lastUsedAt: clock(),
    };
    const fresh = await storeMembership(device.vault, facts, keys.signing, keys.wrap);
    const kept = await device.memberships.keep(fresh);
    if (kept.mid !== fresh.mid) {
      throw new BrokerError("member_here", "this device is in the session by the same way");
    }
    return kept;
  }

  /** The same entry again gets the same answer. */
  async #request(
    statement: string,
    { role, epochKeys }: Belongings,
    { publicKeys }: OwnKeys,
    signal: AbortSignal,
  ): Promise<AccessToken> {
    const { broker } = this.#parts;
    const [newest] = [...epochKeys].sort(([a], [b]) => b - a);
    let wrap: object | null = null;
    if (newest !== undefined && role !== "auditor") {
      const [epoch, key] = newest;
      const place = { sid: this.#sid, epoch, kind: "member", recipient: publicKeys } as const;
      wrap = { epoch, wrap: encodeBase64Url(await wrapEpochKey(place, key)) };
    }
    const path = `/v1/sessions/${this.#sid}/moves`;
    const request = { method: "POST", path, body: { statement, wrap }, signal } as const;
    try {
      return await retrying(
        () => broker.call(request, (answer) => readAccessToken(answer, broker.now())),
        { backoff: new Backoff(MAX_PAUSE_MS, Math.random), attempts: ATTEMPTS, signal },
      );
    } catch (cause) {
      if (cause instanceof BrokerError && ["not_found", "epoch_closed"].includes(cause.code)) {
        throw new BrokerError("handover_failed", "the session has changed meanwhile", { cause });
      }
      throw cause;
    }
  }

  /** The log must hold this device as the member that it was promised to be. */
  async #verify(
    membership: Membership,
    { hostKey, epochKeys }: Belongings,
    token: AccessToken,
    signal: AbortSignal,
  ): Promise<void> {
    const { broker, device } = this.#parts;
    const { sid, mid, signingKey } = membership;
    const people = new RosterFollower({
      origin: broker.origin,
      access: new MemberAccess(broker, sid, mid, signingKey, token),
      membership,
      memberships: device.memberships,
      watermarks: new WatermarkStore(device.store, sid),
      checkpoints: new CheckpointStore(device.store, sid),
      clock: this.#parts.clock,
    });
    await people.refresh(signal);
    const { roster } = people;
    const self = roster.member(mid);
    const [first] = roster.members();
    if (
      self === undefined ||
      !isActive(self) ||
      first === undefined ||
      !equalBytes(first.signingKey, hostKey)
    ) {
      throw new BrokerError("key_mismatch", "the broker let this device in as somebody else");
    }
    for (const [epoch, key] of epochKeys) {
      const committed = roster.epochs.get(epoch)?.commitment;
      if (committed && equalBytes(await commitment(sid, epoch, key), committed)) {
        await people.addEpochKey(epoch, key);
      }
    }
    if (mayRead(self) && people.epochKey(roster.epoch) === undefined) {
      throw new BrokerError("key_mismatch", "the other device gave no key of this session");
    }
  }
}

async function newKeys(): Promise<OwnKeys> {
  const signing = await generateSigningKey();
  const wrap = await generateWrapKey();
  return {
    signing,
    wrap,
    publicKeys: { signingKey: signing.publicKey, wrapKey: wrap.publicKey },
  };
}
