import { html } from "lit";

import "../../src/elements/share/lkShare.js";
import type { Invite, Knock, Session } from "../../src/index.js";
import { EMOJI } from "../../src/emojiWords.js";
import { keepOpen } from "../brokerClient.js";
import "../pages/hostPage.js";
import { type Example, press, settle, within } from "./example.js";
import { brokerError } from "./fakeClient.js";
import {
  ana,
  ben,
  exampleInvite,
  fakeSession,
  inviteInfo,
  member,
  minutes,
  never,
  newId,
  type SessionFacts,
} from "./fakeSession.js";

function host(name: string, facts: SessionFacts = {}, then?: Example["then"]): Example {
  return {
    name: `host-${name}`,
    view: () => {
      const session = fakeSession(facts);
      keepOpen(session);
      return html`<lk-host-page .sid=${session.id}></lk-host-page>`;
    },
    ...(then !== undefined && { then }),
  };
}

function knock(name: string, parts: Partial<Knock> = {}): Knock {
  return {
    member: newId(),
    inviteId: newId(),
    inviteName: name,
    name,
    emoji: EMOJI.slice(0, 7),
    openKnocks: 1,
    admit: never,
    decline: never,
    ...parts,
  };
}

const used = inviteInfo("Ben", { state: "used", used: 1, opened: 2, id: ben.inviteId ?? "" });
const tried = { failed: 3, lastFailedAt: minutes(-5) };
const otherHost = member("Emil", { role: "host" });

const invites = [
  inviteInfo("Claire", { opened: 2 }),
  inviteInfo("Everybody in the team next door", { maxUses: 8, used: 3, opened: 9, pending: 2 }),
  used,
  inviteInfo("Emil", { state: "expired", expiresAt: minutes(-90) }),
  inviteInfo("Frida", { state: "revoked", opened: 1 }),
  inviteInfo("Gustav", { ...tried, opened: 4, lockedUntil: minutes(12) }),
  inviteInfo(null, { by: otherHost.id, invite: null, role: "viewer" }),
];

const rivals = newId();

/** `<lk-share>`, whose dialog is in this state. */
function share(name: string, then: (root: HTMLElement) => Promise<void>, made?: Invite): Example {
  return {
    name: `invite-${name}`,
    view: () => {
      const session = fakeSession();
      const create = made === undefined ? never : () => Promise.resolve(made);
      const withInvites = { ...session, invites: { ...session.invites, create } } as Session;
      return html`<main class="page narrow">
        <h1>Technology radar, autumn 2026</h1>
        <lk-share .session=${withInvites}></lk-share>
      </main>`;
    },
    then,
  };
}

async function fill(root: HTMLElement): Promise<void> {
  await press(root, "Invite");
  (within(root, "input[name=name]") as HTMLInputElement).value = "Ben";
  await press(root, "Create invite");
}

/** The host's console with what can happen there. */
export const hostExamples: readonly Example[] = [
  host("loading", { invites: null }),
  host("empty", { members: [ana] }),
  host("not-loaded", { invites: brokerError("broker_unreachable") }),
  host("invites", { invites, members: [ana, ben, otherHost] }),
  host("revoking", { invites: [inviteInfo("Claire")] }, (root) => press(root, "Revoke")),
  host("knock", { knocks: [knock("Ben")] }),
  host("knock-preparing", { knocks: [knock("Ben", { emoji: null })] }),
  host("knock-rivals", {
    knocks: [
      knock("Ben", { inviteId: rivals }),
      knock("B. Miller", { inviteId: rivals, inviteName: "Ben" }),
    ],
  }),
  host("knock-of-another-host", { knocks: [knock("", { inviteName: null })] }),
  host("tries", { invites: [inviteInfo("Ben", { ...tried }), inviteInfo("Claire", tried)] }),
  host("frozen", { frozen: true }),
  host("ending", {}, (root) => press(root, "End session…")),
  host("recovery-file", {}, (root) => press(root, "Recovery file…")),
  host("ended", {
    closed: { reason: "ended", message: "", at: minutes(0), alarm: null, by: ana.id },
  }),
  share("form", (root) => press(root, "Invite")),
  share("creating", fill),
  share("ready", fill, exampleInvite),
  share("qr", (root) => fill(root).then(() => press(root, "Show QR code")), exampleInvite),
  share(
    "enlarged",
    async (root) => {
      await fill(root);
      await press(root, "Show QR code");
      await press(root, "Enlarge");
      await settle();
    },
    exampleInvite,
  ),
];
