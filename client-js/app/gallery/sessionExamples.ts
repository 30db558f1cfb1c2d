import { html } from "lit";

import "../../src/elements/lkStatus.js";
import "../../src/elements/people/lkPeople.js";
import { EMOJI } from "../../src/emojiWords.js";
import type { CloseReason, Comparison, Member, Removal, Session } from "../../src/index.js";
import { keepOpen } from "../brokerClient.js";
import "../pages/sessionPage.js";
import { type Example, press } from "./example.js";
import { brokerError } from "./fakeClient.js";
import {
  ana,
  ben,
  claire,
  dora,
  fakeSession,
  inviteInfo,
  kim,
  member,
  minutes,
  type SessionFacts,
} from "./fakeSession.js";

function status(name: string, facts: SessionFacts, then?: Example["then"]): Example {
  return {
    name: `status-${name}`,
    ...(then && { then }),
    view: () => html`
      <main class="page">
        <div class="bar">
          <h1>Technology radar</h1>
          <lk-status .session=${fakeSession(facts)}></lk-status>
        </div>
      </main>
    `,
  };
}

function closed(name: string, reason: CloseReason, parts: SessionFacts = {}): Example {
  return {
    name: `session-${name}`,
    view: () => {
      const info = { reason, message: "a frame of epoch 3", at: minutes(0), alarm: null };
      const session = fakeSession({
        role: "editor",
        ...parts,
        closed: { ...info, by: reason === "removed" || reason === "ended" ? ana.id : null },
      });
      keepOpen(session);
      return html`<lk-session-page .sid=${session.id}></lk-session-page>`;
    },
  };
}

function people(
  name: string,
  facts: SessionFacts,
  then?: Example["then"],
  change: (session: Session) => Session = (session) => session,
): Example {
  return {
    name: `people-${name}`,
    view: () => html`
      <main class="page narrow">
        <h1>Technology radar</h1>
        <section class="card" aria-labelledby="people-heading">
          <h2 id="people-heading">People</h2>
          <lk-people no-knocks .session=${change(fakeSession(facts))}></lk-people>
        </section>
      </main>
    `,
    ...(then !== undefined && { then }),
  };
}

const comparison: Comparison = {
  with: ben,
  emoji: EMOJI.slice(7, 14),
  confirm: () => Promise.resolve(),
  mismatch: () => Promise.resolve(),
};

function comparing(session: Session): Session {
  return { ...session, compare: () => Promise.resolve(comparison) };
}

const removal: Removal = {
  epoch: 4,
  readable: [{ channel: 0, head: 1240 }],
  unconfirmed: [claire.id],
  whenConfirmed: () => Promise.resolve(),
  onChange: () => () => undefined,
};

function removing(session: Session): Session {
  return { ...session, members: { ...session.members, remove: () => Promise.resolve(removal) } };
}

const compared = member("Frida", { comparisons: [{ by: ana.id, match: true }] });
const differed = member("Gustav", { comparisons: [{ by: ana.id, match: false }] });
const invited = member("Emil", { invitedBy: ben.id });
const many: readonly Member[] = Array.from({ length: 12 }, (_, i) => member(`Person ${String(i)}`));
const openInvites = { invites: [inviteInfo("Hanna"), inviteInfo(null, { by: dora.id })] };

async function askToRemove(root: HTMLElement): Promise<void> {
  await press(root, "Manage");
  await press(root, "Remove");
}

/** The parts of a session's page, and what is left when it is over. */
export const sessionExamples: readonly Example[] = [
  status("connecting", { status: "connecting", synced: false }),
  status("loading", { synced: false }),
  status("live", {}),
  status("more", {}, (root) => press(root, "Live")),
  status("unsent", { hasUnsyncedChanges: true, events: { "unsynced-changes": [3] } }),
  status("reconnecting", { status: "reconnecting" }),
  status("reconnecting-unsent", {
    status: "reconnecting",
    hasUnsyncedChanges: true,
    events: { "unsynced-changes": [3] },
  }),
  status("draining", { status: "reconnecting", events: { error: [brokerError("draining")] } }),
  status("paused", {
    events: { error: [brokerError("rate_limited", 12_000)] },
  }),
  status("disconnected", { status: "disconnected" }),
  closed("removed", "removed"),
  closed("ended", "ended"),
  closed("moved", "moved"),
  closed("left", "left"),
  closed("gone", "not_found"),
  closed("dishonest", "dishonest_broker"),
  people("alone", { members: [ana] }),
  people("several", { members: [ana, ben, claire, dora, kim, compared, differed] }),
  people("many", { members: [ana, ...many] }),
  people("as-editor", { role: "editor", members: [ana, ben, claire, kim] }),
  people("as-auditor", { role: "auditor", members: [member("", { role: "host" }), ben] }),
  people("managing", {}, (root) => press(root, "Manage")),
  people("asked-to-compare", {
    events: {
      compare: [{ by: ben, accept: () => Promise.resolve(comparison), decline: () => undefined }],
    },
  }),
  people("compare-waiting", {}, (root) => press(root, "Compare")),
  people("compare-pictures", {}, (root) => press(root, "Compare"), comparing),
  people(
    "compare-matched",
    {},
    async (root) => {
      await press(root, "Compare");
      await press(root, "They match");
    },
    comparing,
  ),
  people(
    "compare-different",
    {},
    async (root) => {
      await press(root, "Compare");
      await press(root, "They don’t match");
    },
    comparing,
  ),
  people("removing", { members: [ana, ben, invited], ...openInvites }, askToRemove),
  people(
    "removed",
    {},
    async (root) => {
      await askToRemove(root);
      await press(root.querySelector("lk-people")?.shadowRoot ?? root, "Remove Ben");
    },
    removing,
  ),
];
