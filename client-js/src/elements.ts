import type { LkEventDetails } from "./elements/events.js";
import "./elements/join/lkJoin.js";
import "./elements/lkLedger.js";
import "./elements/lkQr.js";
import "./elements/lkQrScanner.js";
import "./elements/lkStatus.js";
import "./elements/people/lkKnocks.js";
import "./elements/people/lkPeople.js";
import "./elements/share/lkShare.js";
import type { Client, Invite, Session } from "./index.js";
import { preferredLanguage } from "./words/language.js";
import { speak } from "./words/words.js";

export type { LkEventDetails } from "./elements/events.js";

/** `<lk-share>`: a button that makes an invite, and shows its link and QR code. */
export interface LkShareElement extends HTMLElement {
  /** Shows nothing unless this member is a host. */
  session: Session | null;
  /** What the button says; the attribute of the same name, too. */
  label: string;
  /** Opens the dialog with the link of an invite that there is already, and what to say of it. */
  show(invite: Invite, summary?: string): void;
}

/** `<lk-join>`: what an invite opens; joins when the person presses the button. */
export interface LkJoinElement extends HTMLElement {
  client: Client | null;
  /** The attribute of the same name, too. Null asks for a link. */
  link: string | null;
}

/** `<lk-people>`: who is in; hosts manage them here. */
export interface LkPeopleElement extends HTMLElement {
  session: Session | null;
  /** The attribute `no-knocks`: `<lk-knocks>` stands elsewhere in the page. */
  noKnocks: boolean;
}

/** `<lk-knocks>`: who waits to be let in, for hosts; nothing while nobody does. */
export interface LkKnocksElement extends HTMLElement {
  session: Session | null;
}

/** `<lk-status>`: how the connection is. */
export interface LkStatusElement extends HTMLElement {
  session: Session | null;
}

/** `<lk-ledger>`: who accessed the session, and whether the record of it is whole. */
export interface LkLedgerElement extends HTMLElement {
  session: Session | null;
  /** Which entries are shown: "" or, for example, "event=join&result=refused". */
  query: string;
}

/** `<lk-qr>`: a text as QR code. */
export interface LkQrElement extends HTMLElement {
  /** The attributes of the same names, too. */
  value: string;
  label: string;
}

/** `<lk-qr-scanner>`: finds an invite by camera, in a picture, or pasted. */
export interface LkQrScannerElement extends HTMLElement {
  /** Says which links can be opened here. */
  client: Client | null;
}

// Until its words have come, and without them, it is English.
speak(preferredLanguage([document.documentElement.lang]), navigator.languages).catch(
  () => undefined,
);

type LkEvents = { [K in keyof LkEventDetails]: CustomEvent<LkEventDetails[K]> };

declare global {
  interface HTMLElementTagNameMap {
    "lk-join": LkJoinElement;
    "lk-knocks": LkKnocksElement;
    "lk-ledger": LkLedgerElement;
    "lk-people": LkPeopleElement;
    "lk-qr": LkQrElement;
    "lk-qr-scanner": LkQrScannerElement;
    "lk-share": LkShareElement;
    "lk-status": LkStatusElement;
  }

  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the map is the interface
  interface HTMLElementEventMap extends LkEvents {}
}
