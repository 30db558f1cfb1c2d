import { html } from "lit";

import "../../src/elements/ledger/ledgerView.js";
import type { LedgerEntryInfo } from "../../src/index.js";
import { type Example, press } from "./example.js";
import { brokerError } from "./fakeClient.js";
import { ana, ben, claire, fakeSession, minutes, newId, type SessionFacts } from "./fakeSession.js";

function entry(index: number, parts: Partial<LedgerEntryInfo>): LedgerEntryInfo {
  return {
    index,
    at: minutes(index * 7 - 1500),
    type: "session.created",
    actor: { kind: "member", id: ana.id, name: "Ana" },
    object: "",
    objectName: null,
    outcome: "ok",
    count: 1,
    log: index,
    network: "203.0.113.0/24",
    browser: "Firefox on Android",
    requestId: "4f1d90ab",
    statement: null,
    ...parts,
  };
}

const invite = { object: newId(), objectName: "Ben" };
const byBen = { actor: { kind: "member", id: ben.id, name: "Ben" } } as const;
const byAnyone = { actor: { kind: "anyone" } } as const;

const entries: readonly LedgerEntryInfo[] = [
  entry(0, {}),
  entry(1, { type: "invite.created", ...invite, outcome: "editor" }),
  entry(2, { type: "invite.opened", ...byAnyone, ...invite }),
  entry(3, { type: "invite.refused", ...byAnyone, ...invite, outcome: "used" }),
  entry(4, { type: "member.joined", ...byBen, ...invite, outcome: "editor" }),
  entry(5, { type: "member.removed", object: claire.id, objectName: "Claire" }),
  entry(220, { type: "ledger.read", ...byBen, network: null, browser: null }),
];

const whole = { ok: true, entries: 7, checkpoints: 3, logged: 7, cosigned: false } as const;

function ledger(name: string, facts: SessionFacts, query = "", then?: Example["then"]): Example {
  return {
    name: `ledger-${name}`,
    view: () => html`
      <main class="page">
        <h1>Who accessed this session</h1>
        <lk-ledger-view .session=${fakeSession(facts)} .query=${query}></lk-ledger-view>
      </main>
    `,
    ...(then !== undefined && { then }),
  };
}

/** The states of the ledger’s page. */
export const ledgerExamples: readonly Example[] = [
  ledger("loading", { entries: null }),
  ledger("empty", { verdict: { ...whole, entries: 0 } }),
  ledger("whole", { entries, verdict: whole }),
  ledger("details", { entries, verdict: whole }, "", (root) => press(root, "Details")),
  ledger("broken", {
    entries,
    verdict: { ok: false, code: "missing_act", brokenAt: 4, message: "" },
  }),
  ledger("not-checked", { entries, verdict: brokerError("timeout") }),
  ledger("nothing-found", { entries, verdict: whole }, "event=keys&result=refused"),
  ledger("refused", { entries, verdict: whole }, "result=refused"),
  ledger("not-loaded", { entries: brokerError("broker_unreachable"), verdict: whole }),
  ledger("paused", {
    entries: brokerError("rate_limited", 30_000),
    verdict: whole,
  }),
  ledger("as-member", { role: "editor", entries: entries.slice(1, 5) }),
  ledger("as-auditor", { role: "auditor", entries, verdict: whole }),
];
