import type * as Y from "yjs";

import type { SessionProvider } from "../../../src/yjs.js";

/** A text that all members write, and what takes back one's own changes to it. */
export interface SharedText {
  readonly provider: SessionProvider;
  readonly text: Y.Text;
  readonly history: Y.UndoManager;
}
