import { type Bytes, equalBytes } from "./bytes.js";
import type { InviteId } from "./inviteId.js";
import type { LedgerEntry } from "./ledgerEntry.js";
import { deriveMemberId, type MemberId } from "./memberId.js";
import type { Roster } from "./roster.js";
import { isUsedUp } from "./rosterInvite.js";
import type { Change, Join } from "./statement.js";
import type { StatementEntry } from "./statementEntry.js";

/** What one statement did, in the words of the ledger. */
export type StatedAct = Pick<LedgerEntry, "type" | "actor" | "object" | "outcome">;

/**
 * What the statement did: one act or more, in the order in which a ledger has them. It is one that
 * folds onto the roster before it. FORMATS.md §11.1.
 */
export async function actsOf(
  before: Roster,
  { statement }: StatementEntry,
): Promise<readonly StatedAct[]> {
  switch (statement.type) {
    case "genesis":
      return [act("session.created", await deriveMemberId(statement.signingKey))];
    case "change":
      return actsOfChange(before, statement);
    case "invite": {
      const known = before.invite(statement.iid) !== undefined;
      const type = known ? "invite.extended" : "invite.created";
      return [act(type, statement.by, statement.iid, statement.role)];
    }
    case "join":
      return [await actOfJoin(before, statement)];
    case "knock":
      return [act("member.knock_answered", statement.by, cameInBy(before, statement.member))];
    case "admit": {
      const mid = cameInBy(before, statement.member);
      return [act("member.admitted", statement.by, mid, statement.role)];
    }
    case "revoke":
      return revocations(statement.by, statement.invites);
    case "move":
      return [act("member.moved", statement.mid, await deriveMemberId(statement.signingKey))];
    case "freeze":
      return [act(statement.on ? "session.frozen" : "session.unfrozen", statement.by)];
    case "compared": {
      const outcome = statement.match ? "match" : "mismatch";
      return [act("member.compared", statement.by, statement.mid, outcome)];
    }
    case "end":
      return [act("session.ended", statement.by)];
  }
}

/** Whether the entry says just this act. */
export function isEntryFor(act: StatedAct, entry: LedgerEntry): boolean {
  return (
    act.type === entry.type &&
    act.actor === entry.actor &&
    act.object === entry.object &&
    act.outcome === entry.outcome
  );
}

function actsOfChange(before: Roster, change: Change): readonly StatedAct[] {
  const { by, epoch } = change;
  const acts = [
    ...change.removed.map((mid) => {
      const isPending = before.member(mid)?.standing === "pending";
      return act(isPending ? "member.declined" : "member.removed", by, mid);
    }),
    ...change.roles.map(({ mid, role }) => act("member.role_changed", by, mid, role)),
    ...revocations(by, change.revoked),
    ...(epoch === null ? [] : [act("epoch.changed", by, String(epoch.number))]),
  ];
  return acts.length > 0 ? acts : [act("session.changed", by)];
}

async function actOfJoin(before: Roster, join: Join): Promise<StatedAct> {
  const invite = before.invite(join.iid);
  if (invite === undefined) {
    throw new RangeError("acts: no such invite in this roster");
  }
  const mid = await deriveMemberId(join.signingKey);
  const type = invite.approval ? "member.knocked" : "member.joined";
  return act(type, mid, join.iid, isUsedUp(invite) ? "surplus" : join.role);
}

function revocations(by: MemberId, invites: readonly InviteId[]): readonly StatedAct[] {
  return invites.map((iid) => act("invite.revoked", by, iid));
}

function cameInBy(before: Roster, entryHash: Bytes): MemberId {
  const found = before.members().find((member) => equalBytes(member.entryHash, entryHash));
  if (found === undefined) {
    throw new RangeError("acts: no such member in this roster");
  }
  return found.id;
}

function act(type: StatedAct["type"], actor: MemberId, object = "", outcome = "ok"): StatedAct {
  return { type, actor, object, outcome };
}
