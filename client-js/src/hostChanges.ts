import type { ActDraft, HostActs } from "./hostActs.js";
import type { InviteId } from "./inviteId.js";
import { NextKey, type SentWrap } from "./nextKey.js";
import type { Roster } from "./roster.js";
import { mayBeWrappedTo, type RosterInvite } from "./rosterInvite.js";
import { mayRead, type RosterMember } from "./rosterMember.js";
import type { Change, NewEpoch } from "./statement.js";

/** What one `change` does. */
export interface Steps extends Pick<Change, "removed" | "roles" | "revoked"> {
  /** Whether a new epoch begins by it, also if no invite is revoked that has a wrap. */
  readonly rekeys: boolean;
}

/** What a host wants of the roster as it is; null if that is so already. */
export type Intent = (roster: Roster) => Steps | null;

interface ChangeDraft extends ActDraft {
  readonly epoch: NewEpoch | null;
}

const TIMEOUT_MS = 60_000; // A thousand wraps are two megabytes.

export const NO_STEPS: Steps = { removed: [], roles: [], revoked: [], rekeys: false };

/** Makes the changes of who is in, as what, and with which key: each in one step. */
export class HostChanges {
  readonly #acts: HostActs;
  readonly #now: () => number;
  readonly #rekeyed: (epoch: number) => void;

  /**
   * @param now milliseconds since 1970, by the broker's clock
   * @param rekeyed called when an epoch has begun by a change of this client
   */
  constructor(acts: HostActs, now: () => number, rekeyed: (epoch: number) => void) {
    this.#acts = acts;
    this.#now = now;
    this.#rekeyed = rekeyed;
  }

  /** Resolves when it is so; with the number of the epoch that began by it, if one did. */
  async make(intent: Intent, signal: AbortSignal): Promise<number | null> {
    let key: NextKey | undefined;
    const made = await this.#acts.perform<ChangeDraft>({
      draft: async (roster) => {
        const steps = intent(roster);
        if (steps === null) {
          return null;
        }
        if (!steps.rekeys && !steps.revoked.some((id) => hasWrap(roster, id))) {
          return draftOf(steps, null, []);
        }
        const members = readersAfter(roster, steps);
        const invites = openAfter(roster, steps, this.#now());
        const recipients = [
          ...members.map((keys) => ({ kind: "member", id: keys.id, keys }) as const),
          ...invites.map((keys) => ({ kind: "invite", id: keys.id, keys }) as const),
        ];
        if (key?.epoch !== roster.epoch + 1 || !key.isOnlyFor(recipients)) {
          key = new NextKey(roster.sid, roster.epoch + 1);
        }
        const wraps = await key.wrapTo(recipients, signal);
        const epoch = {
          number: key.epoch,
          commitment: await key.commitment(),
          members: members.map(({ id }) => id),
          invites: invites.map(({ id }) => id),
        };
        return draftOf(steps, epoch, wraps);
      },
      signal,
    });
    const number = made?.epoch?.number ?? null;
    if (number !== null) {
      this.#rekeyed(number);
    }
    return number;
  }
}

/** Who reads after the change, and so gets the key. */
function readersAfter(roster: Roster, { removed, roles }: Steps): readonly RosterMember[] {
  return roster.members().filter((member) => {
    const role = roles.find(({ mid }) => mid === member.id)?.role ?? member.role;
    return !removed.includes(member.id) && mayRead({ ...member, role });
  });
}

/** Never one that this device's own clock or count says is over. */
function openAfter(roster: Roster, { revoked }: Steps, now: number): readonly RosterInvite[] {
  return roster
    .invites()
    .filter(
      (invite) => mayBeWrappedTo(invite) && !revoked.includes(invite.id) && invite.exp * 1000 > now,
    );
}

function draftOf(
  { removed, roles, revoked }: Steps,
  epoch: NewEpoch | null,
  wraps: readonly SentWrap[],
): ChangeDraft {
  return {
    epoch,
    statement: (act) => ({
      type: "change",
      ...act,
      epoch,
      removed,
      roles,
      revoked,
      closing: act.heads,
    }),
    request: (statement) => ({
      method: "POST",
      path: "/statements",
      body: { statement, wraps },
      timeoutMs: TIMEOUT_MS,
    }),
  };
}

/** Whether the current key was wrapped to the invite: when the epoch began, or when it was stated. */
export function hasWrap(roster: Roster, id: InviteId): boolean {
  const invite = roster.invite(id);
  const epoch = roster.epochs.get(roster.epoch);
  return (
    invite !== undefined &&
    epoch !== undefined &&
    !invite.approval &&
    invite.role !== "auditor" &&
    (epoch.invites.has(id) || invite.entry > epoch.entry)
  );
}
