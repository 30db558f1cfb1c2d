import type { Invite, Session } from "../index.js";

/** What the elements tell the page, by the name of the event. All bubble, out of shadow roots, too. */
export interface LkEventDetails {
  /** `<lk-join>`: this device is in the session now. */
  readonly "lk-joined": Session;
  /** `<lk-join>`: the person wants a session that this device is in already; by its ID. */
  readonly "lk-open": string;
  /** `<lk-join>`: another state is shown, by its name. */
  readonly "lk-state": string;
  /** `<lk-join>` and `<lk-qr-scanner>`: a link was pasted or scanned that can be opened here. */
  readonly "lk-link": string;
  /** `<lk-share>`: an invite was made. */
  readonly "lk-invited": Invite;
  /** `<lk-ledger>`: other entries are asked for; as in its property `query`. */
  readonly "lk-filter": string;
}

export function send<K extends keyof LkEventDetails>(
  from: EventTarget,
  type: K,
  detail: LkEventDetails[K],
): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
