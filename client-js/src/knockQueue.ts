import { encodeBase64Url } from "./base64Url.js";
import type { BrokerRequest } from "./broker.js";
import type { CallOptions } from "./callOptions.js";
import type { Connection } from "./connection.js";
import { wrapEpochKey } from "./epochKeyWrap.js";
import { BrokerError } from "./errors.js";
import type { HostActs } from "./hostActs.js";
import { type HostChanges, NO_STEPS } from "./hostChanges.js";
import type { InviteId } from "./inviteId.js";
import { openJoinerName } from "./joinerName.js";
import type { Emoji } from "./emojiWords.js";
import type { Knock } from "./knock.js";
import { emojiForKnock } from "./emojiForKnock.js";
import type { MemberId } from "./memberId.js";
import type { Roster } from "./roster.js";
import type { MemberContext, RosterFollower } from "./rosterFollower.js";
import { isHost, type RosterMember } from "./rosterMember.js";
import type { SessionTroubles } from "./sessionTroubles.js";
import { pause } from "./signals.js";

/** What the queue needs of the session of a host. */
export interface KnockParts {
  readonly context: MemberContext;
  readonly people: RosterFollower;
  readonly connection: Connection;
  readonly acts: HostActs;
  readonly changes: HostChanges;
  readonly troubles: SessionTroubles;
  readonly random: () => number;
  /** Whom an invite is for; null if this device cannot tell. */
  inviteName(id: InviteId, signal: AbortSignal): Promise<string | null>;
  knocked(knocks: readonly Knock[]): void;
}

/** What is told of one who waits, beside how many there are. */
interface Described {
  readonly inviteName: string | null;
  readonly name: string;
  readonly emoji: readonly Emoji[] | null;
}

type Waiter = RosterMember & { readonly invite: InviteId };

const NONCE_BYTES = 16;
/** So long the host that made the invite has, before another one answers in its place. */
const OTHERS_AFTER_MS = 1_500;
const OTHERS_SPREAD_MS = 1_500;

/** Those who knock, as a host sees them; its client answers each with a nonce for the emoji. */
export class KnockQueue {
  readonly #parts: KnockParts;
  readonly #described = new Map<MemberId, Described>();
  readonly #answering = new Set<MemberId>();
  #knocks: readonly Knock[] = [];
  #updating = false;
  #outdated = false;

  constructor(parts: KnockParts) {
    this.#parts = parts;
  }

  get all(): readonly Knock[] {
    return this.#knocks;
  }

  /** The roster may be another one. */
  update(): void {
    this.#outdated = true;
    if (!this.#updating) {
      this.#updating = true;
      void this.#inBackground((signal) => this.#catchUp(signal)).finally(() => {
        this.#updating = false;
      });
    }
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    while (this.#outdated) {
      this.#outdated = false;
      const { roster } = this.#parts.people;
      const waiters = this.#isHost(roster) ? waiting(roster) : [];
      for (const waiter of waiters) {
        await this.#describe(roster, waiter, signal);
        this.#answer(waiter);
      }
      this.#tell(waiters);
    }
  }

  async #describe(roster: Roster, waiter: Waiter, signal: AbortSignal): Promise<void> {
    const known = this.#described.get(waiter.id);
    const { context } = this.#parts;
    this.#described.set(waiter.id, {
      inviteName:
        known === undefined
          ? await this.#parts.inviteName(waiter.invite, signal)
          : known.inviteName,
      name: known?.name ?? (await openJoinerName(context.membership, waiter)),
      emoji: known?.emoji ?? (await emojiForKnock(roster, waiter)),
    });
  }

  #tell(waiters: readonly Waiter[]): void {
    for (const id of this.#described.keys()) {
      if (!waiters.some((waiter) => waiter.id === id)) {
        this.#described.delete(id);
      }
    }
    const knocks = waiters.flatMap((waiter) => {
      const described = this.#described.get(waiter.id);
      return described === undefined ? [] : [this.#knock(waiter, described, waiters.length)];
    });
    // Functions are left out: what is left is all that can have changed.
    if (JSON.stringify(knocks) !== JSON.stringify(this.#knocks)) {
      this.#knocks = knocks;
      this.#parts.knocked(knocks);
    }
  }

  #knock(waiter: Waiter, described: Described, openKnocks: number): Knock {
    const { connection } = this.#parts;
    return {
      member: waiter.id,
      inviteId: waiter.invite,
      ...described,
      openKnocks,
      admit: ({ signal }: CallOptions = {}) =>
        connection.run(signal, (either) => this.#admit(waiter, either)),
      decline: ({ signal, block = false } = {}) =>
        connection.run(signal, (either) => this.#decline(waiter, { block }, either)),
    };
  }

  /** In the background, and once for each. */
  #answer(waiter: Waiter): void {
    if (waiter.knock !== undefined || this.#answering.has(waiter.id)) {
      return;
    }
    this.#answering.add(waiter.id);
    void this.#inBackground((signal) => this.#sayKnock(waiter, signal)).finally(() =>
      this.#answering.delete(waiter.id),
    );
  }

  async #sayKnock({ id, ...waiter }: Waiter, signal: AbortSignal): Promise<void> {
    const { context, people, acts, random } = this.#parts;
    if (people.roster.invite(waiter.invite)?.by !== context.membership.mid) {
      await pause(OTHERS_AFTER_MS + random() * OTHERS_SPREAD_MS, signal);
    }
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const { invite: iid, entryHash: member } = waiter;
    await acts.perform({
      draft: (roster) =>
        isWaiting(roster, id) && roster.member(id)?.knock === undefined
          ? {
              statement: (act) => ({ type: "knock", ...act, iid, member, nonce }),
              request: statementRequest,
            }
          : null,
      signal,
    });
  }

  async #admit(waiter: Waiter, signal: AbortSignal): Promise<void> {
    const { people, acts } = this.#parts;
    const { id, invite: iid, entryHash: member, role } = waiter;
    await acts.perform({
      draft: async (roster) => {
        if (!isWaiting(roster, id)) {
          return null;
        }
        const wraps = role === "auditor" ? [] : [await this.#wrapFor(roster, waiter)];
        return {
          statement: (act) => ({ type: "admit", ...act, iid, member, role }),
          request: (statement) => statementRequest(statement, wraps),
        };
      },
      signal,
    });
    if (people.roster.member(id)?.standing === "removed") {
      throw new BrokerError("join_declined", "another host has declined");
    }
  }

  async #decline(
    { id, invite }: Waiter,
    { block }: { readonly block: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    const { people, changes } = this.#parts;
    await changes.make((roster) => {
      const revoked = block && roster.invite(invite)?.revoked === false ? [invite] : [];
      return isWaiting(roster, id) ? { ...NO_STEPS, removed: [id], revoked } : null;
    }, signal);
    if (people.roster.member(id)?.standing !== "removed") {
      throw new BrokerError("already_admitted", "another host has let them in");
    }
  }

  async #wrapFor({ sid, epoch }: Roster, recipient: Waiter): Promise<object> {
    const key = this.#parts.people.epochKey(epoch);
    if (key === undefined) {
      throw new BrokerError("key_missing", "this device has no key of the current epoch");
    }
    const wrap = await wrapEpochKey({ sid, epoch, kind: "member", recipient }, key);
    return { kind: "member", id: recipient.id, wrap: encodeBase64Url(wrap) };
  }

  #inBackground(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { troubles, connection } = this.#parts;
    return troubles.during(() => connection.run(undefined, task));
  }

  #isHost(roster: Roster): boolean {
    const self = roster.member(this.#parts.context.membership.mid);
    return self !== undefined && isHost(self);
  }
}

function waiting(roster: Roster): readonly Waiter[] {
  return roster.members().filter((member): member is Waiter => member.standing === "pending");
}

function isWaiting(roster: Roster, id: MemberId): boolean {
  return roster.member(id)?.standing === "pending";
}

function statementRequest(statement: string, wraps: readonly object[] = []): BrokerRequest {
  return { method: "POST", path: "/statements", body: { statement, wraps } };
}
