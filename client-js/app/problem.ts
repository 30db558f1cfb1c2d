import { type TemplateResult, html } from "lit";

import { BrokerError } from "../src/index.js";
import { brokerUrl } from "./brokerClient.js";
import "./parts/rightAddress.js";

export type Action = RunAction | CopyAction | ViewAction;

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

/** An element that is an action by itself. */
interface ViewAction {
  readonly view: TemplateResult;
}

/** What went wrong, for a person: one heading, one or two sentences, what to do now. */
export interface Problem {
  readonly title: string;
  readonly text: string;
  readonly actions: readonly Action[];
  /** For a report: code and request ID. Never a secret. */
  readonly details?: string;
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

/** Troubles that any page can meet, but limits. `retry` is what the page was doing. */
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
    case "origin_mismatch":
      return {
        title: "This server has another address",
        text:
          `You came by ${brokerUrl.origin}, and sessions are bound to the address that the server ` +
          "goes by. Nothing has been used up.",
        actions: [{ view: html`<lk-right-address></lk-right-address>` }],
        details,
      };
    case "draining":
      return {
        title: "The server restarts",
        text: "It will be back in a moment. Nothing has been used up.",
        actions: [again],
        details,
      };
    case "overloaded":
      return {
        title: "The server has too much to do",
        text: "Wait a moment, then try again. Nothing has been lost.",
        actions: [again],
        details,
      };
    case "creation_token_required":
      return {
        title: "This server lets only some people start sessions",
        text:
          "Enter the code below that whoever runs the server gave you for it. Joining sessions " +
          "takes none.",
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
