import { html } from "lit";

import { LkJoin } from "../../src/elements/join/lkJoin.js";
import { EMOJI } from "../../src/emojiWords.js";
import type { SessionSummary, Waiting } from "../../src/index.js";
import { type Example, within } from "./example.js";
import { brokerError, type ClientFacts, fakeClient, preview } from "./fakeClient.js";
import { LINK, minutes } from "./fakeSession.js";

function waiting(parts: Partial<Waiting> = {}): Waiting {
  return {
    since: minutes(0),
    emoji: null,
    cancel: () => undefined,
    onChange: () => () => undefined,
    ...parts,
  };
}

const alreadyIn: SessionSummary = {
  id: "already".padEnd(27, "x"),
  memberId: "already".padEnd(22, "x"),
  title: "Technology radar, autumn 2026",
  displayName: "Ana",
  role: "host",
  lastUsedAt: minutes(-60),
};

function join(
  name: string,
  facts: ClientFacts,
  state?: (element: LkJoin) => LkJoin["state"],
  link: string | null = LINK,
): Example {
  return {
    name: `join-${name}`,
    view: () => html`
      <main class="page narrow">
        <lk-join .client=${fakeClient(facts)} .link=${link}>
          <a class="button" slot="ended" href="#start">Start your own</a>
        </lk-join>
      </main>
    `,
    ...(state !== undefined && {
      then: (root) => {
        const element = within(root, "lk-join");
        if (element instanceof LkJoin) {
          element.state = state(element);
        }
      },
    }),
  };
}

const knocking = preview({ status: "waiting" });
const already = preview({ sessionId: alreadyIn.id });

/** Every state of the join page. */
export const joinExamples: readonly Example[] = [
  join("checking", { look: null }),
  join("ready", {}),
  join("ready-long", {
    look: preview({
      host: { name: "Dora Anneliese von der Weiden-Hohenstein" },
      sessionTitle: "Donaudampfschifffahrtsgesellschaftskapitänsversammlungsprotokolle",
      usesLeft: 12,
      role: "viewer",
    }),
  }),
  join("ready-approval", { look: preview({ requiresApproval: true, note: "" }) }),
  join("ready-auditor", { look: preview({ role: "auditor" }) }),
  join("already", { look: already, here: [alreadyIn] }),
  join("joining", {}, () => ({ type: "joining", preview: preview() })),
  join("waiting", { look: knocking, join: waiting() }),
  join("waiting-pictures", { look: knocking, join: waiting({ emoji: EMOJI.slice(0, 7) }) }),
  join("host-away", { look: knocking, join: waiting({ since: minutes(-2) }) }),
  join("declined", { look: knocking, join: brokerError("join_declined") }),
  join("expired", { look: preview({ status: "expired", expiresAt: minutes(-90) }) }),
  join("used", { look: preview({ status: "used", usesLeft: 0 }) }),
  join("used-here", { look: preview({ status: "used_here" }) }),
  join("revoked", { look: preview({ status: "revoked" }) }),
  join("ended", { look: brokerError("session_ended") }),
  join("full", { look: brokerError("session_full") }),
  join("rate-limited", { look: brokerError("rate_limited", 42_000) }),
  join("damaged", { look: "link_damaged" }),
  join("incomplete", { look: "link_incomplete" }),
  join("missing", {}, undefined, null),
  join("foreign", { look: "link_foreign" }),
  join("rewritten", { look: "link_rewritten" }),
  join("wrong-key", { look: brokerError("key_mismatch") }),
  join("unknown", { look: brokerError("invite_unknown") }),
  join("offline", { look: brokerError("offline") }),
  join("unreachable", { look: brokerError("broker_unreachable") }),
  join("other-address", { look: brokerError("origin_mismatch") }),
  join("draining", { look: brokerError("draining") }),
  join("rewritten-ready", {}, () => ({
    type: "ready",
    preview: preview({ requiresApproval: true }),
    exposed: true,
  })),
  join("exposed", {}, () => ({ type: "exposed", preview: preview() })),
  join("newer", {}, undefined, `https://radar.example/j#2.${"x".repeat(27)}.later`),
  join("insecure", {}, () => ({ type: "insecure" })),
  join("forgetful", { persistent: false }),
  join("in-app", {}, (element) => {
    element.surroundings = { app: "Instagram", forgetful: false };
    return { type: "ready", preview: preview() };
  }),
  join("handover", {}, undefined, LINK.replace("#1.", "#m1.")),
];
