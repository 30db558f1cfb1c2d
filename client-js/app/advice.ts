import { BrokerError } from "../src/index.js";
import { detailsOf } from "./problem.js";
import { countdown } from "./times.js";
import { pausedUntil, troubleOf } from "./trouble.js";

/** What to do about a call that failed, as a sentence to stand after what did not happen. */
export function adviceOn(error: unknown): string {
  const until = pausedUntil(troubleOf(error));
  if (until !== null) {
    return `Too many tries: please try again in ${countdown(until - Date.now())}.`;
  }
  if (!(error instanceof BrokerError)) {
    return "Please try again.";
  }
  switch (error.code) {
    case "role_forbidden":
      return "Only hosts can do that, and you are none any more.";
    case "last_host":
      return "The session needs a host.";
    case "member_unknown":
      return "They are not in the session any more.";
    case "handover_expired":
      return "The link is no longer good. Please start again.";
    case "handover_refused":
      return "It was refused.";
    case "offline":
      return "You’re offline. Please try again when you are back.";
    default:
      return `Please try again (${detailsOf(error)}).`;
  }
}
