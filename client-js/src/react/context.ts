import { createContext, createElement, type ReactElement, type ReactNode, useContext } from "react";

import type { Json } from "../json.js";
import type { Session } from "../session.js";

const SessionContext = createContext<Session | null>(null);

export interface LatchkeyProviderProps {
  /** Whoever made or joined it destroys it. */
  readonly session: Session;
  readonly children?: ReactNode;
}

/** Gives the session to the hooks of everything in it. */
export function LatchkeyProvider({ session, children }: LatchkeyProviderProps): ReactElement {
  return createElement(SessionContext.Provider, { value: session }, children);
}

/** The session of the {@link LatchkeyProvider} around. */
export function useSession<S extends Json = Json>(): Session<S> {
  const session = useContext(SessionContext);
  if (session === null) {
    throw new Error("useSession: there is no LatchkeyProvider around");
  }
  return session as unknown as Session<S>;
}
