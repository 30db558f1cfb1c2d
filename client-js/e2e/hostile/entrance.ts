import { Broker } from "../../src/broker.js";
import { deriveInviteId, type InviteId } from "../../src/inviteId.js";
import { parseInviteLink } from "../../src/inviteLink.js";
import { type FoundInvite, lookUpInvite } from "../../src/inviteLookup.js";
import { sealText } from "../../src/sealedText.js";
import { type Invite } from "../../src/statement.js";
import { hashEntry } from "../../src/statementEntry.js";
import { writeJoin } from "../../src/statementWriter.js";
import { readWraps, type StoredWrap } from "../../src/storedWrap.js";
import { readString } from "../../src/strictJson.js";
import { read } from "./forgeries.js";
import { type HostileBroker } from "./hostileBroker.js";
import { type Keys } from "./keys.js";
import { isCall, readJson } from "./lie.js";

/** The body of `POST …/invites`. PROTOCOL.md §3. */
interface GivenInvite {
  readonly statement: string;
  readonly wrap: { readonly epoch: number; readonly wrap: string };
}

// What a patched client does to come in by a link, with the broker's consent or without.

export function brokerAt({ origin }: HostileBroker): Broker {
  return new Broker(origin, fetch, Date.now);
}

export async function look(hostile: HostileBroker, link: string): Promise<FoundInvite> {
  return lookUpInvite(brokerAt(hostile), parseInviteLink(link), undefined);
}

/** The entry by which these keys join. */
export async function joinEntry(
  hostile: HostileBroker,
  { iid, statement, entry, genesis, inviter, signingKey }: FoundInvite,
  keys: Keys,
): Promise<string> {
  const { sid, role } = statement;
  const challenge = await brokerAt(hostile).call(
    { method: "POST", path: "/v1/joins/challenge", body: { sid, iid } },
    (answer) => readString(answer.challenge),
  );
  const place = { sid, invite: iid, recipient: inviter, joiner: keys.publicKeys };
  const join = {
    type: "join",
    sid,
    iid,
    invite: await hashEntry(entry),
    role,
    ...keys.publicKeys,
    origin: genesis.origin,
    challenge,
    name: await sealText({ ...place, kind: "name" }, JSON.stringify({ name: "Mallory" })),
  } as const;
  return writeJoin(join, signingKey, keys.signingKey);
}

/** Asks the broker to take the entry, and gets the wraps to the invite. */
export function submit(
  hostile: HostileBroker,
  { token }: FoundInvite,
  statement: string,
): Promise<readonly StoredWrap[]> {
  const request = { method: "POST", path: "/v1/joins", body: { token, statement } } as const;
  return brokerAt(hostile).call(request, ({ wraps }) => readWraps(wraps));
}

/** An invite as its host gave it to the broker: what it says, and the wrap to it. */
export async function keptInvite(
  { asked }: HostileBroker,
  link: string,
): Promise<{ readonly invite: Invite; readonly wrap: string }> {
  const iid = await inviteIdOf(link);
  for (const request of asked.filter((request) => isCall(request, "POST", /\/invites$/))) {
    const { statement, wrap } = readJson(request) as unknown as GivenInvite;
    const invite = read("invite", statement);
    if (invite.iid === iid) {
      return { invite, wrap: wrap.wrap };
    }
  }
  throw new Error("no host has made this invite");
}

export async function inviteIdOf(link: string): Promise<InviteId> {
  const { sid, secret } = parseInviteLink(link);
  return deriveInviteId((await secret.signingKey(sid)).publicKey);
}
