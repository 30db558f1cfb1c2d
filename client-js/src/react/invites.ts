import { useCallback, useEffect, useState } from "react";

import type { InviteInfo } from "../invites.js";
import { useSession } from "./context.js";

export interface InviteList {
  /** Null before they have come, and for members that are no hosts. */
  readonly invites: readonly InviteInfo[] | null;
  /** Why they could not be fetched the last time. */
  readonly error: unknown;
  /** Fetches them anew, as after one was made: the broker tells nobody of that. */
  readonly refresh: () => Promise<void>;
}

/** The invites of a session, for hosts; fetched at first, when somebody came in, and by `refresh`. */
export function useInvites(): InviteList {
  const session = useSession();
  const [list, setList] = useState<Omit<InviteList, "refresh">>({ invites: null, error: null });
  const refresh = useCallback(async (): Promise<void> => {
    try {
      const invites = (await session.invites?.list()) ?? null;
      setList({ invites, error: null });
    } catch (error) {
      setList(({ invites }) => ({ invites, error }));
    }
  }, [session]);
  useEffect(() => {
    void refresh();
    const listening = new AbortController();
    for (const event of ["members", "role"] as const) {
      session.on(event, () => void refresh(), { signal: listening.signal });
    }
    return () => {
      listening.abort();
    };
  }, [session, refresh]);
  return { ...list, refresh };
}
