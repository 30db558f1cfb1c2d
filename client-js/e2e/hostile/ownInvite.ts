import { encodeBase64Url } from "../../src/base64Url.js";
import { sha256 } from "../../src/hashes.js";
import { deriveInviteId } from "../../src/inviteId.js";
import { formatInviteLink } from "../../src/inviteLink.js";
import { randomInviteSecret } from "../../src/inviteSecret.js";
import { sealText } from "../../src/sealedText.js";
import { type Entries, inviteBy } from "./forgeries.js";
import { type Insider } from "./insider.js";
import { type Json } from "./lie.js";

/**
 * An invite that a member makes by itself, right in all but the right to make it, and what the broker
 * then says of it. The member came in last, by the invite before its own join.
 */
export async function ownInvite(
  { sid, keys }: Insider,
  entries: Entries,
): Promise<{ readonly link: string; readonly looked: Json }> {
  const secret = randomInviteSecret();
  const recipient = {
    signingKey: (await secret.signingKey(sid)).publicKey,
    wrapKey: (await secret.wrapKey(sid)).publicKey,
  };
  const invite = await deriveInviteId(recipient.signingKey);
  const text = JSON.stringify({ title: "Roadmap", host: "Mallory", name: "Ben", note: "" });
  const preview = await sealText({ sid, invite, kind: "preview", recipient }, text);
  const { entry } = await inviteBy(keys.mid, entries, keys, {
    ...recipient,
    preview: await sha256(preview),
  });
  const looked = {
    state: "ready",
    token: null,
    statement: entry,
    preview: encodeBase64Url(preview),
    chain: [entries[0], ...entries.slice(-2)],
    uses: 1,
    used: 0,
    approval: false,
  };
  return { link: formatInviteLink("https://app.example/j", sid, secret), looked };
}
