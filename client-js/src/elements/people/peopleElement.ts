import { type CSSResultGroup, unsafeCSS } from "lit";

import palette from "../css/palette.css?inline";
import people from "../css/people.css?inline";
import { LkElement } from "../lkElement.js";

const sheet = unsafeCSS(palette + people);

/** An element that shows people. */
export class PeopleElement extends LkElement {
  static override readonly styles: CSSResultGroup = [LkElement.styles, sheet];
}
