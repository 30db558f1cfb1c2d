import type { Session } from "../../src/index.js";
import { saveFile } from "../../src/elements/saveFile.js";

/** Writes down what this page knows of what a session shares; "" if that is nothing. */
type Copy = () => string;

// The surfaces themselves take Yjs, which pages without one do not load.
const copies = new WeakMap<Session, Copy>();

export function offerCopy(session: Session, copy: Copy): void {
  copies.set(session, copy);
}

/** What is shared as text to keep; "" if this page has not shown it, or it is empty. */
export function copyOf(session: Session): string {
  return copies.get(session)?.() ?? "";
}

/** Has the browser save what is shared as a file. */
export function saveCopyOf(session: Session): void {
  saveFile(new Blob([copyOf(session)], { type: "text/markdown" }), `${session.title}.md`);
}
