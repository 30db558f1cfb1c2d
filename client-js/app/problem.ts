import { type TemplateResult, html } from "lit";

import { BrokerError } from "../src/index.js";
import { brokerUrl } from "./brokerClient.js";
import "./parts/copyButton.js";

export type Action = RunAction | CopyAction;

interface RunAction {
  readonly label: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly run: (event: Event) => void;
}

/** A button that copies a text, and says so when it has. */
interface CopyAction {
  readonly label: string;
  readonly copy: string;
}

/** What went wrong, for a person: one heading, one or two sentences, what to do now. */
export interface Problem {
  readonly title: string;
  readonly text: string;
  readonly actions: readonly Action[];
  /** For a report: code and request ID. Never a secret. */
  readonly details?: string;
}

/** The one shape in which every page says that something is wrong. */
export function problemView(problem: Problem): TemplateResult {
  return html`
    <main class="page narrow">
      <section class="card problem">
        <h1 tabindex="-1" data-focus>${problem.title}</h1>
        <p>${problem.text}</p>
        <div class="actions">${problem.actions.map(actionView)}</div>
        ${
          problem.details === undefined
            ? ""
            : html`<details>
                <summary>Details</summary>
                <code>${problem.details}</code>
              </details>`
        }
      </section>
    </main>
  `;
}

function actionView(action: Action): TemplateResult {
  if ("copy" in action) {
    return html`<lk-copy-button label=${action.label} .text=${action.copy}></lk-copy-button>`;
  }
  return html`
    <button
      type="button"
      class=${action.primary === true ? "primary" : ""}
      ?disabled=${action.disabled ?? false}
      @click=${action.run}
    >
      ${action.label}
    </button>
  `;
}

export function insecureContext(): Problem {
  const secure = new URL(location.href);
  secure.protocol = "https:";
  return {
    title: "This address isn’t secure",
    text:
      "The page came by http, so your browser has switched encryption off. Use the https address " +
      "of this server; nothing has been used up.",
    actions: [
      {
        label: `Open ${secure.host} by https`,
        primary: true,
        run: () => {
          location.replace(secure);
        },
      },
    ],
    details: "insecure_context",
  };
}

/** Troubles that any page can meet. `retry` is what the page was doing. */
export function generalProblem(error: unknown, retry: () => void): Problem {
  const again: Action = { label: "Try again", primary: true, run: retry };
  if (!(error instanceof BrokerError)) {
    return {
      title: "Something went wrong on this page",
      text: "Nothing has been lost. Please try again; if it comes back, reload the page.",
      actions: [again],
      details: error instanceof Error ? error.name : "unknown",
    };
  }
  const details = detailsOf(error);
  switch (error.code) {
    case "offline":
      return {
        title: "You’re offline",
        text: "Nothing has been used up or lost. This goes on when you are back online.",
        actions: [again],
        details,
      };
    case "broker_unreachable":
    case "timeout":
    case "not_a_broker":
      return {
        title: `We can’t reach ${brokerUrl.host}`,
        text: "Hotel or train Wi-Fi? Open its sign-in page first. Nothing has been used up.",
        actions: [again],
        details,
      };
    case "draining":
      return {
        title: "The server restarts",
        text: "It will be back in a moment. Nothing has been used up.",
        actions: [again],
        details,
      };
    case "creation_token_required":
      return {
        title: "This server lets only some people start sessions",
        text: "You can join sessions here. Ask whoever runs the server if you want to start one.",
        actions: [],
        details,
      };
    default:
      return {
        title: "That did not work",
        text: "Nothing has been lost. Please try again.",
        actions: [again],
        details,
      };
  }
}

export function detailsOf(error: BrokerError): string {
  return error.requestId === undefined ? error.code : `${error.code} · request ${error.requestId}`;
}
