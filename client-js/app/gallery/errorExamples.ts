import { html } from "lit";

import { problemPage } from "../../src/elements/parts/problemPanel.js";
import { troublePage } from "../../src/elements/parts/troubleView.js";
import { insecureContext } from "../../src/elements/problem.js";
import type { ErrorCode } from "../../src/index.js";
import { notOnThisDevice } from "../pages/sessionProblems.js";
import type { Example } from "./example.js";
import { brokerError } from "./fakeClient.js";

const broker = new URL("https://radar.example");

function failed(name: string, error: unknown): Example {
  return {
    name: `error-${name}`,
    view: () => troublePage({ error, at: Date.now() }, broker, () => undefined),
  };
}

function code(name: string, of: ErrorCode): Example {
  return failed(name, brokerError(of));
}

/** What any page can show in the place of what it was asked for. */
export const errorExamples: readonly Example[] = [
  { name: "error-not-member", view: () => problemPage(notOnThisDevice()) },
  { name: "error-insecure", view: () => problemPage(insecureContext()) },
  code("offline", "offline"),
  code("unreachable", "broker_unreachable"),
  code("other-address", "origin_mismatch"),
  code("draining", "draining"),
  code("overloaded", "overloaded"),
  code("too-many-sessions", "too_many_sessions"),
  code("token", "creation_token_required"),
  failed("paused", brokerError("rate_limited", 42_000)),
  failed("unknown", brokerError("internal")),
  failed("bug", new TypeError("undefined is not a function")),
  {
    name: "error-late",
    view: () =>
      html`<main class="page" aria-busy="true">
        <h1 class="late">Opening the session…</h1>
        <div class="skeleton"><span></span><span></span></div>
      </main>`,
  },
];
