import type { BrokerPlace } from "./broker.js";

/** What the global setup started. */
export interface Places {
  readonly broker: BrokerPlace;
  /** The application as static files, under another origin. */
  readonly hostedUrl: string;
}

const VARIABLE = "LATCHKEY_E2E_PLACES";

/** Workers are other processes; they inherit the environment. */
export function setPlaces(places: Places): void {
  process.env[VARIABLE] = JSON.stringify(places);
}

export function readPlaces(): Places {
  return JSON.parse(process.env[VARIABLE] ?? "") as Places;
}
