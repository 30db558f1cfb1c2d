import type { Session } from "../../src/index.js";

/** Makes something once for each session, however often its page is left and shown again. */
export function perSession<T>(make: (session: Session) => T): (session: Session) => T {
  const made = new WeakMap<Session, { readonly it: T }>();
  return (session) => {
    const known = made.get(session) ?? { it: make(session) };
    made.set(session, known);
    return known.it;
  };
}
