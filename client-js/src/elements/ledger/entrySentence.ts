import type { LedgerEntryInfo } from "../../index.js";
import { type LedgerReader, inviteFor } from "./reader.js";
import { type Sentence, capitalised, say } from "./sentence.js";

/** What happened, in plain words. */
export function sentenceOf(entry: LedgerEntryInfo, reader: LedgerReader): Sentence {
  return capitalised([...happened(entry, reader), ...howOften(entry)]);
}

function happened(entry: LedgerEntryInfo, reader: LedgerReader): Sentence {
  const { type, object, objectName, outcome } = entry;
  const who = reader.actor(entry.actor);
  switch (type) {
    case "session.created":
      return say`${who} started the session`;
    case "session.changed":
      return say`${who} signed anew who is in`;
    case "session.frozen":
      return say`${who} froze the session: only hosts can write`;
    case "session.unfrozen":
      return say`${who} ended the freeze`;
    case "session.ended":
      return say`${who} ended the session`;
    case "invite.created":
      return say`${who} made ${inviteFor(object, objectName)}, as ${roleWord(outcome)}`;
    case "invite.extended":
      return say`${who} gave ${inviteFor(object, objectName)} another expiry`;
    case "invite.revoked":
      return say`${who} revoked ${inviteFor(object, objectName)}`;
    case "invite.opened":
      return say`${who} looked at ${inviteFor(object, objectName)}`;
    case "invite.refused":
      return refusal(outcome, inviteFor(object, objectName));
    case "invite.locked":
      return say`${who} locked ${inviteFor(object, objectName)} for a while: too many tries failed`;
    case "member.knocked":
      return say`${who} asked to join with ${inviteFor(object, objectName)}, as ${roleWord(outcome)}`;
    case "member.joined":
      return outcome === "surplus"
        ? say`${who} came too late for ${inviteFor(object, objectName)}, which was used up`
        : say`${who} joined with ${inviteFor(object, objectName)}, as ${roleWord(outcome)}`;
    case "member.connected":
      return say`${who} connected`;
    case "member.disconnected":
      return outcome === "ok"
        ? say`${who} disconnected`
        : say`the server closed the connection of ${who}`;
    case "member.limited":
      return say`the server slowed ${who} down: too much at once (${outcome.replaceAll("_", " ")})`;
    case "epoch.changed":
      return say`${who} changed the key: number ${object}`;
    case "epoch.confirmed":
      return say`${who} began to use key number ${object}`;
    case "ledger.read":
      return say`${who} read this ledger`;
    case "ledger.exported":
      return say`${who} fetched the whole ledger, to check or to keep it`;
    case "details.erased":
      return say`${who} erased what was kept about networks and browsers`;
    default:
      return done(type, who, reader.member(object, objectName), outcome);
  }
}

/** What a member did about another one. */
function done(type: OfAMember, who: Sentence, whom: Sentence, outcome: string): Sentence {
  switch (type) {
    case "member.knock_answered":
      return say`${who} answered ${whom} at the door, with pictures to compare`;
    case "member.admitted":
      return say`${who} let ${whom} in, as ${roleWord(outcome)}`;
    case "member.declined":
      return say`${who} turned ${whom} away`;
    case "member.removed":
      return say`${who} removed ${whom}`;
    case "member.role_changed":
      return say`${who} gave ${whom} the role ${roleWord(outcome)}`;
    case "member.moved":
      return say`${who} continued on another device, as ${whom}`;
    case "member.compared":
      return outcome === "mismatch"
        ? say`${who} compared pictures with ${whom}: they differ`
        : say`${who} compared pictures with ${whom}: they match`;
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
>;

function refusal(reason: string, invite: Sentence): Sentence {
  switch (reason) {
    case "bad_proof":
      return say`somebody tried ${invite} without its secret`;
    case "bad_token":
      return say`somebody tried ${invite} with a token that is not good`;
    case "used":
      return say`somebody tried ${invite} after it was used up`;
    case "expired":
      return say`somebody tried ${invite} after it expired`;
    case "revoked":
      return say`somebody tried ${invite} after it was revoked`;
    case "declined":
      return say`somebody tried ${invite} again whom a host had turned away`;
    case "full":
      return say`somebody tried ${invite} while there was no room`;
    default:
      return say`somebody tried ${invite} in vain`;
  }
}

/** Of tries and looks: who made them is not known, so they are counted. */
function howOften({ type, count }: LedgerEntryInfo): Sentence {
  if (count === 1) {
    return [];
  }
  return [type === "invite.refused" ? ` (${String(count)} tries)` : ` ${String(count)} times`];
}

function roleWord(role: string): string {
  return role === "" ? "member" : role;
}
