import { foldRevoke } from "./inviteRules.js";
import type { MemberId } from "./memberId.js";
import { mayBeWrappedTo, type RosterInvite } from "./rosterInvite.js";
import { inRole, isActive, isHost, mayRead, removed, type RosterMember } from "./rosterMember.js";
import { type Draft, lineOf } from "./rosterState.js";
import type { Change, Freeze, NewEpoch } from "./statement.js";
import { requirePresent, requireRule } from "./statementError.js";

// How one step removes members, changes roles and begins an epoch, so that nobody who loses the
// right to read keeps a key, a link or a place in history to read or write by.

export function foldChange(draft: Draft, change: Change): void {
  requireRule(draft.entry > 1 || givesItsSignerTheFirstKey(change), "first_change");
  const leaving = change.removed.map((id) => requireInRoster(draft, id));
  const changing = change.roles.map(({ mid, role }) => ({
    member: requireInRoster(draft, mid),
    role,
  }));
  requireRule(!changing.some(({ member }) => leaving.includes(member)), "unknown_member");
  requireRule(
    changing.every(({ member }) => isActive(member)),
    "not_active",
  );
  foldRevoke(draft, change.revoked);
  requirePinnedHostKept(draft, change);
  const declined = leaving.filter(({ standing }) => standing === "pending");
  const hadTheKey = leaving.filter(({ standing }) => standing !== "pending");
  const demoted = changing.filter(({ member, role }) => isHost(member) && role !== "host");
  const keyIsLost =
    hadTheKey.length > 0 ||
    changing.some(({ member, role }) => role === "auditor" && mayRead(member));
  for (const member of leaving) {
    draft.members.set(member.id, removed(member, draft.entry));
  }
  for (const member of declined) {
    giveUseBack(draft, member);
  }
  for (const { member, role } of changing) {
    draft.members.set(member.id, inRole(member, role, draft.entry));
  }
  requireRule([...draft.members.values()].some(isHost), "no_host_left");
  requireRule(!keyIsLost || change.epoch !== null, "key_unchanged");
  requireRule(!hadTheKey.some((member) => hasWayBack(draft, member)), "invite_left_open");
  requireRule(
    !demoted.some(({ member }) => hasWayBackToHosting(draft, member)),
    "invite_left_open",
  );
  if (change.epoch !== null) {
    begin(draft, change.epoch, change);
  }
  cut(draft, change);
}

export function foldFreeze(draft: Draft, freeze: Freeze): void {
  draft.frozen = freeze.on;
  cut(draft, freeze);
}

function cut(draft: Draft, { closing }: Change | Freeze): void {
  const { entry, epochs, frozen } = draft;
  draft.timeline = draft.timeline.plus(closing, { entry, epoch: epochs.size, frozen });
}

function givesItsSignerTheFirstKey({ by, epoch, ...lists }: Change): boolean {
  return (
    epoch?.number === 1 &&
    epoch.members.length === 1 &&
    epoch.members[0] === by &&
    [epoch.invites, lists.removed, lists.roles, lists.revoked, lists.closing].every(
      (list) => list.length === 0,
    )
  );
}

function requireInRoster(draft: Draft, id: MemberId): RosterMember {
  const member = requirePresent(draft.members.get(id), "unknown_member");
  requireRule(member.standing !== "removed", "unknown_member");
  return member;
}

/** A pinned host that gave up the role is like any other member. */
function requirePinnedHostKept(draft: Draft, change: Change): void {
  const pinned = [...draft.members.values()].find(({ id }) => id === draft.pinnedHost);
  const named = [...change.removed, ...change.roles.map(({ mid }) => mid)];
  requireRule(
    pinned === undefined ||
      !isHost(pinned) ||
      !named.includes(pinned.id) ||
      change.by === pinned.id,
    "pinned_host",
  );
}

/** Nobody pending ever had a key: declining one takes none away, and its use comes back. */
function giveUseBack(draft: Draft, { invite: id }: RosterMember): void {
  const invite = id && draft.invites.get(id);
  if (invite) {
    draft.invites.set(invite.id, { ...invite, used: invite.used - 1 });
  }
}

/** Whether the invite by which the member came in, or one that its line made, is not revoked. */
function hasWayBack(draft: Draft, member: RosterMember): boolean {
  return openInvites(draft).some(
    (invite) => invite.id === member.invite || made(draft, member, invite),
  );
}

/** A former host knows the links that it made, and may have come by one that makes hosts. */
function hasWayBackToHosting(draft: Draft, member: RosterMember): boolean {
  return openInvites(draft).some(
    (invite) =>
      (invite.role === "host" && invite.id === member.invite) || made(draft, member, invite),
  );
}

function openInvites({ invites }: Draft): readonly RosterInvite[] {
  return [...invites.values()].filter(({ revoked }) => !revoked);
}

function made(draft: Draft, member: RosterMember, invite: RosterInvite): boolean {
  return lineOf(draft, invite.by) === member.line;
}

function begin(draft: Draft, epoch: NewEpoch, { closing }: Change): void {
  const { number, commitment, members, invites } = epoch;
  requireRule(number === draft.epochs.size + 1, "epoch_number");
  for (const id of members) {
    requireRule(mayRead(requirePresent(draft.members.get(id), "epoch_member")), "epoch_member");
  }
  for (const id of invites) {
    const invite = requirePresent(draft.invites.get(id), "epoch_invite");
    requireRule(mayBeWrappedTo(invite), "epoch_invite");
  }
  draft.epochs.set(number, {
    number,
    commitment,
    entry: draft.entry,
    members: new Set(members),
    invites: new Set(invites),
    closing,
  });
}
