import { BrokerError } from "../index.js";
import { problemWords } from "../words/en/problems.js";
import { detailsOf } from "./problem.js";
import { countdown } from "./times.js";
import { pausedUntil, troubleOf } from "./trouble.js";

/** What to do about a call that failed, as a sentence to stand after what did not happen. */
export function adviceOn(error: unknown): string {
  const words = problemWords().advice;
  const until = pausedUntil(troubleOf(error));
  if (until !== null) {
    return words.tooMany(countdown(until - Date.now()));
  }
  if (!(error instanceof BrokerError)) {
    return words.again;
  }
  switch (error.code) {
    case "role_forbidden":
      return words.hostsOnly;
    case "last_host":
      return words.lastHost;
    case "member_unknown":
      return words.gone;
    case "handover_expired":
      return words.linkExpired;
    case "handover_refused":
      return words.refused;
    case "offline":
      return words.offline;
    default:
      return words.againWith(detailsOf(error));
  }
}
