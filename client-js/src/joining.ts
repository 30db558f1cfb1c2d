import { untilAdmitted } from "./admission.js";
import { Backoff } from "./backoff.js";
import { equalBytes } from "./bytes.js";
import type { Broker } from "./broker.js";
import { CheckpointStore } from "./checkpointStore.js";
import type { Device } from "./device.js";
import { type DeviceKeys, generateDeviceKeys } from "./deviceKeys.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError, type ErrorCode } from "./errors.js";
import { unwrapEpochKey } from "./epochKeyWrap.js";
import type { FoundInvite } from "./inviteLookup.js";
import { MemberAccess, readAccessToken, type AccessToken } from "./memberAccess.js";
import { deriveMemberId } from "./memberId.js";
import { type Membership, storeMembership, type StoredMembership } from "./membership.js";
import { OpenError } from "./openError.js";
import type { OpenWait } from "./openWait.js";
import { openReceipt, readReceipt, type Receipt } from "./receipt.js";
import { type MemberContext, RosterFollower } from "./rosterFollower.js";
import { mayRead } from "./rosterMember.js";
import { sealText } from "./sealedText.js";
import type { Invite } from "./statement.js";
import { hashEntry } from "./statementEntry.js";
import { writeJoin } from "./statementWriter.js";
import { readWraps, type StoredWrap } from "./storedWrap.js";
import { type JsonObject, readString } from "./strictJson.js";
import { type Watermarks, WatermarkStore } from "./watermarks.js";

interface JoinAnswer {
  readonly token: AccessToken;
  /** None while a host has yet to let the device in. */
  readonly wraps: readonly StoredWrap[];
  readonly receipt: Receipt | null;
}

/** A membership, and the access token that came with it if it is new. */
export interface Entered {
  readonly stored: StoredMembership;
  readonly token?: AccessToken;
}

/** Refusals after which this device's keys for the invite are of no use. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  "invite_used",
  "invite_expired",
  "invite_revoked",
  "join_declined",
]);

const MAX_PAUSE_MS = 5_000;

/**
 * Joins sessions by invite. Whatever is interrupted ends in the same member when it is repeated.
 */
export class Joining {
  readonly #broker: Broker;
  readonly #device: Device;
  readonly #clock: () => number;
  readonly #generateKeys: () => Promise<DeviceKeys>;

  constructor(
    broker: Broker,
    device: Device,
    clock: () => number,
    newKeys: () => Promise<DeviceKeys> = generateDeviceKeys,
  ) {
    this.#broker = broker;
    this.#device = device;
    this.#clock = clock;
    this.#generateKeys = newKeys;
  }

  /**
   * Joins by the invite, and checks what the broker made of that. What a device needs to repeat
   * this is kept before the first request that uses the invite up.
   *
   * @param wait told when a host has to let the device in
   */
  async join(
    found: FoundInvite,
    displayName: string,
    wait: OpenWait,
    signal: AbortSignal,
  ): Promise<Entered> {
    await found.confirmToken();
    const kept = (await this.#keptKeys(found)) ?? (await this.#keepKeys(found, displayName));
    if (kept === null) {
      return this.#beRefused(found, displayName, signal);
    }
    if (!kept.joining) {
      return { stored: kept };
    }
    const token = await this.#enter(found, kept, wait, signal);
    const { role } = found.statement;
    const { title } = found.preview;
    const over = { joining: false, inviteToken: null, waitingSince: null } as const;
    const facts = { ...over, role, title, displayName };
    await this.#device.memberships.change(kept, facts);
    const stored = (await this.#device.memberships.find(kept.sid, kept.via)) ?? kept;
    return { stored: { ...stored, ...facts }, token };
  }

  async #enter(
    found: FoundInvite,
    kept: StoredMembership,
    wait: OpenWait,
    signal: AbortSignal,
  ): Promise<AccessToken> {
    const { memberships } = this.#device;
    const membership = await memberships.restore(kept);
    try {
      for (;;) {
        const { token, wraps, receipt } = await this.#request(found, kept, membership, signal);
        const context = this.#context(membership, token);
        const people = await this.#verify(found, context, signal);
        await keepReceipt(context, people, receipt);
        if (await this.#beAdmitted(kept, people, wait, signal)) {
          await this.#takeKeys(found, context, people, wraps);
          return token;
        }
      }
    } catch (error) {
      if (error instanceof DishonestBrokerError) {
        throw new BrokerError("key_mismatch", error.message, { cause: error });
      }
      if (error instanceof BrokerError && FINAL.has(error.code)) {
        await memberships.remove(kept);
      }
      throw error;
    }
  }

  /**
   * Tries all the same, for the host to see: whoever pressed the button for an invite that is over
   * may not be the one it was for.
   */
  async #beRefused(found: FoundInvite, displayName: string, signal: AbortSignal): Promise<never> {
    const stranger = await this.#newKeys(found, displayName);
    const membership = await this.#device.memberships.restore(stranger);
    await this.#request(found, stranger, membership, signal);
    throw new BrokerError("key_mismatch", "the broker let a device in by an invite that is over");
  }

  /** The keys that this device has for the invite. */
  async #keptKeys(found: FoundInvite): Promise<StoredMembership | undefined> {
    const { sid, signingKey: hostKey } = found.genesis;
    const others = await this.#device.memberships.of(sid);
    if (others.some((other) => !equalBytes(other.hostKey, hostKey))) {
      throw new BrokerError("session_id_repeated", "this device knows the session by another host");
    }
    return others.find(({ via }) => via === found.iid);
  }

  /** Keeps new keys for the invite; null if nobody can join by it. */
  async #keepKeys(found: FoundInvite, displayName: string): Promise<StoredMembership | null> {
    return found.token === null
      ? null
      : this.#device.memberships.keep(await this.#newKeys(found, displayName));
  }

  async #newKeys(found: FoundInvite, displayName: string): Promise<StoredMembership> {
    const { sid, signingKey: hostKey, origin } = found.genesis;
    const { signingKey, wrapKey } = await this.#generateKeys();
    const facts = {
      sid,
      mid: await deriveMemberId(signingKey.publicKey),
      via: found.iid,
      joining: true,
      inviteToken: found.token,
      waitingSince: null,
      origin,
      hostKey,
      displayName,
      title: found.preview.title,
      role: found.statement.role,
      lastUsedAt: this.#clock(),
    };
    return storeMembership(this.#device.vault, facts, signingKey, wrapKey);
  }

  async #request(
    found: FoundInvite,
    kept: StoredMembership,
    { signingKey, publicKeys }: Membership,
    signal: AbortSignal,
  ): Promise<JoinAnswer> {
    const { iid, statement, genesis, inviter } = found;
    const { sid } = statement;
    const challenge = await this.#broker.call(
      { method: "POST", path: "/v1/joins/challenge", body: { sid, iid }, signal },
      (answer) => readString(answer.challenge),
    );
    const place = {
      sid,
      invite: iid,
      kind: "name",
      recipient: inviter,
      joiner: publicKeys,
    } as const;
    const join = {
      type: "join",
      sid,
      iid,
      invite: await hashEntry(found.entry),
      role: statement.role,
      ...publicKeys,
      origin: genesis.origin,
      challenge,
      name: await sealText(place, JSON.stringify({ name: kept.displayName })),
    } as const;
    const entry = await writeJoin(join, found.signingKey, signingKey);
    const body = { token: found.token ?? kept.inviteToken ?? "", statement: entry };
    return this.#broker.call({ method: "POST", path: "/v1/joins", body, signal }, (answer) =>
      this.#readJoin(answer),
    );
  }

  #context(membership: Membership, token: AccessToken): MemberContext {
    const { sid, mid, signingKey } = membership;
    return {
      origin: this.#broker.origin,
      access: new MemberAccess(this.#broker, sid, mid, signingKey, token),
      membership,
      memberships: this.#device.memberships,
      watermarks: new WatermarkStore(this.#device.store, sid),
      checkpoints: new CheckpointStore(this.#device.store, sid),
      clock: this.#clock,
    };
  }

  /**
   * The log must hold the invite that was checked, and this device as the member it asked to be.
   */
  async #verify(
    found: FoundInvite,
    context: MemberContext,
    signal: AbortSignal,
  ): Promise<RosterFollower> {
    const people = new RosterFollower(context);
    await people.refresh(signal);
    const { roster } = people;
    const self = roster.member(context.membership.mid);
    const invite = roster.invite(found.iid);
    if (
      self === undefined ||
      self.standing === "surplus" ||
      self.role !== found.statement.role ||
      self.invite !== found.iid ||
      invite === undefined ||
      !equalBytes(invite.statementHash, await hashEntry(found.entry))
    ) {
      throw new BrokerError("key_mismatch", "the broker let this device in as somebody else");
    }
    return people;
  }

  /** False if the broker has to be asked why it does not say. */
  async #beAdmitted(
    kept: StoredMembership,
    people: RosterFollower,
    wait: OpenWait,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { memberships } = this.#device;
    const show = wait.show.bind(wait);
    try {
      if (people.roster.member(kept.mid)?.standing === "pending") {
        const waitingSince = kept.waitingSince ?? this.#clock();
        await memberships.change(kept, { waitingSince });
        wait.begin(new Date(waitingSince));
      }
      const backoff = new Backoff(MAX_PAUSE_MS, Math.random);
      await untilAdmitted(people, kept.mid, show, backoff, signal);
      return true;
    } catch (error) {
      if (error instanceof BrokerError && error.code === "not_found") {
        return false;
      }
      if (signal.aborted) {
        await memberships.change(kept, { waitingSince: null });
      }
      throw error;
    }
  }

  async #takeKeys(
    found: FoundInvite,
    context: MemberContext,
    people: RosterFollower,
    wraps: readonly StoredWrap[],
  ): Promise<void> {
    await takeInviteWraps(found, people, wraps);
    const { roster } = people;
    const self = roster.member(context.membership.mid);
    if (self !== undefined && mayRead(self) && people.epochKey(roster.epoch) === undefined) {
      throw new BrokerError("key_mismatch", "the broker has no key of this session for the invite");
    }
    await context.watermarks.raise(seenByHost(found.statement));
  }

  #readJoin(answer: JsonObject): JoinAnswer {
    return {
      token: readAccessToken(answer, this.#broker.now()),
      wraps: answer.wraps === undefined ? [] : readWraps(answer.wraps),
      receipt: readReceipt(answer),
    };
  }
}

/** The first checkpoint that a device sees is that of its receipt. */
async function keepReceipt(
  { checkpoints, membership, memberships }: MemberContext,
  { roster, stated }: RosterFollower,
  receipt: Receipt | null,
): Promise<void> {
  const own = stated[roster.member(membership.mid)?.entry ?? -1];
  if (receipt !== null && own !== undefined) {
    await checkpoints.replace(null, await openReceipt(receipt, roster, own));
    await memberships.change(membership, { receipt });
  }
}

/** What the host had seen when it made the invite: a newcomer can be shown no less. */
function seenByHost({ heads }: Invite): Watermarks {
  const marks = heads.map(
    ({ channel, head, hash }) => [channel, { position: head, hash }] as const,
  );
  return { log: null, channels: Object.fromEntries(marks) };
}

/** A wrap that does not open to what a host committed to is no key, and is passed over. */
async function takeInviteWraps(
  { signingKey, wrapKey, statement }: FoundInvite,
  people: RosterFollower,
  wraps: readonly StoredWrap[],
): Promise<void> {
  const recipient = { signingKey: signingKey.publicKey, wrapKey: wrapKey.publicKey };
  for (const { epoch, kind, wrap } of wraps) {
    const committed = people.roster.epochs.get(epoch)?.commitment;
    if (kind !== "invite" || committed === undefined) {
      continue;
    }
    const place = { sid: statement.sid, epoch, kind, recipient } as const;
    try {
      await people.addEpochKey(epoch, await unwrapEpochKey(place, wrapKey, wrap, committed));
    } catch (error) {
      if (!(error instanceof OpenError)) {
        throw error;
      }
    }
  }
}
