import * as Y from "yjs";

import type { Session } from "../../../src/index.js";
import { SessionProvider } from "../../../src/yjs.js";
import { offerCopy } from "../copies.js";
import type { SharedText } from "../document/sharedText.js";
import { perSession } from "../perSession.js";
import { type Slide, slidesOf } from "./deck.js";

/** The slides of a session; the same ones however often its page is left and shown again. */
export const slidesDocument = perSession((session) => new SlidesDocument(session));

/** The text that slides are made of, which all members write. */
export class SlidesDocument {
  readonly shared: SharedText;
  readonly provider: SessionProvider;
  readonly histories: readonly Y.UndoManager[];
  #slides: readonly Slide[] | null = null;

  constructor(session: Session) {
    const doc = new Y.Doc();
    const text = doc.getText("slides");
    const history = new Y.UndoManager(text, { trackedOrigins: new Set() });
    this.provider = new SessionProvider(session, doc);
    this.shared = { provider: this.provider, text, history };
    this.histories = [history];
    text.observe(() => {
      this.#slides = null;
    });
    offerCopy(session, () => text.toJSON());
  }

  get slides(): readonly Slide[] {
    this.#slides ??= slidesOf(this.shared.text.toJSON());
    return this.#slides;
  }

  get isEmpty(): boolean {
    return this.shared.text.length === 0;
  }

  onChange(callback: () => void): () => void {
    this.shared.text.observe(callback);
    return () => {
      this.shared.text.unobserve(callback);
    };
  }
}
