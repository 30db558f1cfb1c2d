import * as Y from "yjs";

import type { Session } from "../../../src/index.js";
import { radarWords } from "../../../src/words/en/radar.js";
import { SessionProvider } from "../../../src/yjs.js";
import { offerCopy } from "../copies.js";
import { perSession } from "../perSession.js";
import { RadarBook } from "./radarBook.js";

/** The radar of a session; the same one however often its page is left and shown again. */
export const radarDocument = perSession((session) => new RadarDocument(session));

/** What a session's members have on their radar, and what takes back one's own changes to it. */
export class RadarDocument {
  readonly provider: SessionProvider;
  readonly book: RadarBook;
  readonly histories: readonly Y.UndoManager[];

  constructor(session: Session) {
    const doc = new Y.Doc();
    this.provider = new SessionProvider(session, doc);
    this.book = new RadarBook(doc);
    this.histories = [this.book.history];
    offerCopy(session, () => this.#copy(session.title));
  }

  #copy(title: string): string {
    const { quadrants, rings } = radarWords();
    const parts = quadrants.flatMap((quadrant, i) => {
      const entries = this.book.list().filter((entry) => entry.quadrant === i);
      const lines = entries.map(({ name, ring }) => `- ${name} (${rings[ring] ?? ""})\n`);
      return lines.length === 0 ? [] : [`## ${quadrant}\n\n${lines.join("")}`];
    });
    return parts.length === 0 ? "" : `# ${title}\n\n${parts.join("\n")}`;
  }
}
