import type { LedgerEntryInfo } from "../../index.js";
import { ledgerEventWords } from "../../words/en/ledgerEvents.js";
import { type LedgerReader, inviteFor } from "./reader.js";
import { type Sentence, capitalised } from "./sentence.js";

/** What happened, in plain words. */
export function sentenceOf(entry: LedgerEntryInfo, reader: LedgerReader): Sentence {
  return capitalised([...happened(entry, reader), ...howOften(entry)]);
}

function happened(entry: LedgerEntryInfo, reader: LedgerReader): Sentence {
  const { type, object, objectName, outcome } = entry;
  const words = ledgerEventWords();
  const who = reader.actor(entry.actor);
  switch (type) {
    case "session.created":
      return words.started(who);
    case "session.changed":
      return words.changed(who);
    case "session.frozen":
      return words.froze(who);
    case "session.unfrozen":
      return words.thawed(who);
    case "session.ended":
      return words.ended(who);
    case "invite.created":
      return words.invited(who, inviteFor(object, objectName), roleWord(outcome));
    case "invite.extended":
      return words.extended(who, inviteFor(object, objectName));
    case "invite.revoked":
      return words.revoked(who, inviteFor(object, objectName));
    case "invite.opened":
      return words.opened(who, inviteFor(object, objectName));
    case "invite.refused":
      return refusal(outcome, inviteFor(object, objectName));
    case "invite.locked":
      return words.locked(who, inviteFor(object, objectName));
    case "member.knocked":
      return words.knocked(who, inviteFor(object, objectName), roleWord(outcome));
    case "member.joined":
      return outcome === "surplus"
        ? words.cameTooLate(who, inviteFor(object, objectName))
        : words.joined(who, inviteFor(object, objectName), roleWord(outcome));
    case "member.connected":
      return words.connected(who);
    case "member.disconnected":
      return outcome === "ok" ? words.disconnected(who) : words.closed(who);
    case "member.limited":
      return words.limited(who, outcome.replaceAll("_", " "));
    case "epoch.changed":
      return words.keyChanged(who, object);
    case "epoch.confirmed":
      return words.keyConfirmed(who, object);
    case "ledger.read":
      return words.read(who);
    case "ledger.exported":
      return words.exported(who);
    case "details.erased":
      return words.erased(who);
    case "operator.read":
      return outcome === "invites" ? words.operatorReadInvites(who) : words.operatorReadLedger(who);
    default:
      return done(type, who, reader.member(object, objectName), outcome);
  }
}

/** What a member did about another one. */
function done(type: OfAMember, who: Sentence, whom: Sentence, outcome: string): Sentence {
  const words = ledgerEventWords();
  switch (type) {
    case "member.knock_answered":
      return words.answered(who, whom);
    case "member.admitted":
      return words.admitted(who, whom, roleWord(outcome));
    case "member.declined":
      return words.declined(who, whom);
    case "member.removed":
      return words.removed(who, whom);
    case "member.role_changed":
      return words.roleGiven(who, whom, roleWord(outcome));
    case "member.moved":
      return words.moved(who, whom);
    case "member.compared":
      return (outcome === "mismatch" ? words.differed : words.matched)(who, whom);
    case "operator.exported":
      return words.operatorExported(who, whom);
    case "operator.erased":
      return words.operatorErased(who, whom);
  }
}

type OfAMember = Extract<
  LedgerEntryInfo["type"],
  | "member.knock_answered"
  | "member.admitted"
  | "member.declined"
  | "member.removed"
  | "member.role_changed"
  | "member.moved"
  | "member.compared"
  | "operator.exported"
  | "operator.erased"
>;

function refusal(reason: string, invite: Sentence): Sentence {
  const { refused } = ledgerEventWords();
  return (Object.hasOwn(refused, reason) ? refused[reason as keyof typeof refused] : refused.other)(
    invite,
  );
}

/** Of tries and looks: who made them is not known, so they are counted. */
function howOften({ type, count }: LedgerEntryInfo): Sentence {
  const words = ledgerEventWords();
  if (count === 1) {
    return [];
  }
  return [type === "invite.refused" ? words.tries(count) : words.times(count)];
}

function roleWord(role: string): string {
  const { roles } = ledgerEventWords();
  if (role === "") {
    return roles.none;
  }
  return Object.hasOwn(roles, role) ? roles[role as keyof typeof roles] : role;
}
