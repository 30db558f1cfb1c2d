import * as Y from "yjs";

import type { Member, Session } from "../../../src/index.js";
import { SessionProvider } from "../../../src/yjs.js";
import { offerCopy } from "../copies.js";
import type { SharedText } from "../document/sharedText.js";
import { perSession } from "../perSession.js";
import { boardPicture } from "./boardPicture.js";
import { NoteBook } from "./noteBook.js";
import { Sketch } from "./sketch.js";

/** The board of a session; the same one however often its page is left and shown again. */
export const boardDocument = perSession((session) => new BoardDocument(session));

/** What a session's members have on their board, and what takes back one's own changes to it. */
export class BoardDocument {
  readonly #doc = new Y.Doc();
  readonly provider: SessionProvider;
  readonly shared: SharedText;
  readonly notes = new NoteBook(this.#doc);
  readonly sketch = new Sketch(this.#doc, this.notes.history);
  /** Both tabs’. */
  readonly histories: readonly Y.UndoManager[];
  /** Also of those who have left. */
  readonly #names = new Map<string, string>();

  constructor(session: Session) {
    const provider = new SessionProvider(session, this.#doc);
    const text = this.#doc.getText("text");
    const history = new Y.UndoManager(text, { trackedOrigins: new Set() });
    this.provider = provider;
    this.shared = { provider, text, history };
    this.histories = [this.notes.history, history];
    const learn = (members: readonly Member[]): void => {
      for (const { id, name } of members) {
        this.#names.set(id, name);
      }
    };
    learn(session.members.list());
    session.on("members", learn);
    offerCopy(session, () => this.#copy(session.title));
  }

  get isEmpty(): boolean {
    const { notes, sketch, shared } = this;
    return notes.list().length === 0 && sketch.list().length === 0 && shared.text.length === 0;
  }

  #copy(title: string): string {
    const notes = this.notes.list().map(({ text, by }) => {
      const name = this.#names.get(by) ?? "";
      return `- ${text.replaceAll("\n", "\n  ")}${name === "" ? "" : ` (${name})`}\n`;
    });
    const text = this.shared.text.toJSON();
    const strokes = this.sketch.list();
    const parts = [
      notes.join(""),
      strokes.length === 0 ? "" : boardPicture(this.notes.list(), strokes),
      text.trim() === "" ? "" : `${text}\n`,
    ].filter((part) => part !== "");
    return parts.length === 0 ? "" : `# ${title}\n\n${parts.join("\n")}`;
  }
}
