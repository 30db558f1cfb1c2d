import { unsafeCSS } from "lit";

import ledger from "../css/ledger.css?inline";
import { LkElement } from "../lkElement.js";

const sheet = unsafeCSS(ledger);

/** An element that shows something of a ledger. */
export class LedgerElement extends LkElement {
  static override readonly styles = [LkElement.styles, sheet];
}
