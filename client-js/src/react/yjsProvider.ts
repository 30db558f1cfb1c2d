import { useEffect, useState } from "react";

import { useSession } from "./context.js";

interface Provider<D> {
  readonly doc: D;
  destroy(): void;
}

/**
 * Connects a document to the session as long as the component is shown; null until then. The class
 * is given, so that whoever uses no Yjs loads none:
 * `useYjsProvider(SessionProvider, doc)` with `SessionProvider` of `@latchkey/client/yjs`.
 */
export function useYjsProvider<D, P extends Provider<D>>(
  provider: new (session: ReturnType<typeof useSession>, doc: D) => P,
  doc: D,
): P | null {
  const session = useSession();
  const [connected, setConnected] = useState<P | null>(null);
  useEffect(() => {
    const made = new provider(session, doc);
    setConnected(made);
    return () => {
      setConnected(null);
      made.destroy();
    };
  }, [provider, session, doc]);
  return connected;
}
