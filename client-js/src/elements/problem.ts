import { type TemplateResult, html } from "lit";

import { BrokerError } from "../index.js";
import { frameWords } from "../words/en/frame.js";
import { problemWords } from "../words/en/problems.js";
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
  const { title, text, open } = problemWords().insecure;
  return {
    title,
    text,
    actions: [
      {
        label: open(secure.host),
        primary: true,
        run: () => {
          location.replace(secure);
        },
      },
    ],
    details: "insecure_context",
  };
}

/**
 * Troubles that anything can meet, but limits. `retry` is what was being done; `broker` is null where
 * its address is not known.
 */
export function generalProblem(error: unknown, broker: URL | null, retry: () => void): Problem {
  const words = problemWords();
  const again: Action = { label: frameWords().tryAgain, primary: true, run: retry };
  if (!(error instanceof BrokerError)) {
    const details = error instanceof Error ? error.name : "unknown";
    return { ...words.ofThisPage, actions: [again], details };
  }
  const details = detailsOf(error);
  switch (error.code) {
    case "offline":
      return { ...words.offline, actions: [again], details };
    case "not_loaded": {
      const { partNotLoaded: title, reload } = frameWords();
      const reloading: Action = {
        label: reload,
        run: () => {
          location.reload();
        },
      };
      return { title, text: words.notLoaded, actions: [again, reloading], details };
    }
    case "broker_unreachable":
    case "timeout":
    case "not_a_broker": {
      const { title, text, someServer } = words.unreachable;
      return { title: title(broker?.host ?? someServer), text, actions: [again], details };
    }
    case "origin_mismatch": {
      const { title, text } = words.otherAddress;
      const right: Action = { view: html`<lk-right-address .broker=${broker}></lk-right-address>` };
      return {
        title,
        text: text((broker ?? location).origin),
        actions: broker === null ? [] : [right],
        details,
      };
    }
    case "draining":
      return { ...words.draining, actions: [again], details };
    case "overloaded":
      return { ...words.overloaded, actions: [again], details };
    case "too_many_sessions":
      return { ...words.tooManySessions, actions: [again], details };
    case "creation_token_required":
      return { ...words.tokenRequired, actions: [], details };
    default:
      return { ...words.other, actions: [again], details };
  }
}

export function detailsOf(error: BrokerError): string {
  return error.requestId === undefined
    ? error.code
    : problemWords().request(error.code, error.requestId);
}
