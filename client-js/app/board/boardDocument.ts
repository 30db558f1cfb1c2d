import * as Y from "yjs";

import type { Member, Session } from "../../src/index.js";
import { SessionProvider } from "../../src/yjs.js";
import { offerCopy } from "./copies.js";
import { NoteBook } from "./noteBook.js";

const documents = new WeakMap<Session, BoardDocument>();

/** The board of a session; the same one however often its page is left and shown again. */
export function boardDocument(session: Session): BoardDocument {
  const known = documents.get(session) ?? new BoardDocument(session);
  documents.set(session, known);
  return known;
}

/** What a session's members have on their board, and what takes back one's own changes to it. */
export class BoardDocument {
  readonly #doc = new Y.Doc();
  readonly provider: SessionProvider;
  readonly text = this.#doc.getText("text");
  readonly textHistory = new Y.UndoManager(this.text, { trackedOrigins: new Set() });
  readonly notes = new NoteBook(this.#doc);
  /** Also of those who have left. */
  readonly #names = new Map<string, string>();

  constructor(session: Session) {
    this.provider = new SessionProvider(session, this.#doc);
    const learn = (members: readonly Member[]): void => {
      for (const { id, name } of members) {
        this.#names.set(id, name);
      }
    };
    learn(session.members.list());
    session.on("members", learn);
    offerCopy(session, () => this.#copy(session.title));
  }

  #copy(title: string): string {
    const notes = this.notes.list().map(({ text, by }) => {
      const name = this.#names.get(by) ?? "";
      return `- ${text.replaceAll("\n", "\n  ")}${name === "" ? "" : ` (${name})`}\n`;
    });
    const text = this.text.toJSON();
    return notes.length === 0 && text.trim() === ""
      ? ""
      : `# ${title}\n\n${notes.join("")}${text === "" ? "" : `\n${text}\n`}`;
  }
}
