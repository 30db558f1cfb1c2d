import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";

import type { Json } from "../json.js";
import type { Knock } from "../knock.js";
import type { Member } from "../members.js";
import type { LostConnection, Other, Session, SessionEvents, SessionStatus } from "../session.js";
import { useSession } from "./context.js";

type Events = readonly (keyof SessionEvents)[];

/** What `read` gives of the session, read anew at these events; the same object while it is equal. */
export function useReading<T>(events: Events, read: (session: Session) => T): T {
  const session = useSession();
  const last = useRef<{ readonly text: string; readonly value: T } | null>(null);
  const subscribe = useCallback(
    (changed: () => void) => {
      const ends = events.map((event) => session.on(event, changed));
      return () => {
        for (const end of ends) {
          end();
        }
      };
    },
    [session, events],
  );
  const get = (): T => {
    const value = read(session);
    const text = JSON.stringify(value);
    if (last.current?.text !== text) {
      last.current = { text, value };
    }
    return last.current.value;
  };
  return useSyncExternalStore(subscribe, get, get);
}

const STATUS: Events = ["status"];
const SYNCED: Events = ["sync", "status"];
const UNSYNCED: Events = ["unsynced-changes"];
const MEMBERS: Events = ["members", "role"];
const WRITING: Events = ["role", "frozen", "closed", "status"];
const OTHERS: Events = ["others", "members"];
const CHANGE: Events = ["change"];

export function useStatus(): SessionStatus {
  return useReading(STATUS, ({ status }) => status);
}

export function useSynced(): boolean {
  return useReading(SYNCED, ({ synced }) => synced);
}

/** Whether something was written that is not acknowledged. */
export function useUnsyncedChanges(): boolean {
  return useReading(UNSYNCED, ({ hasUnsyncedChanges }) => hasUnsyncedChanges);
}

export function useSelf(): Member {
  return useReading(MEMBERS, ({ self }) => self);
}

export function useMembers(): readonly Member[] {
  return useReading(MEMBERS, ({ members }) => members.list());
}

export function useCanWrite(): boolean {
  return useReading(WRITING, ({ canWrite }) => canWrite);
}

/** Who is there and shows something, or what `select` makes of them. */
export function useOthers(): readonly Other[];
export function useOthers<T extends Json>(select: (others: readonly Other[]) => T): T;
export function useOthers(
  select: (others: readonly Other[]) => unknown = (others) => others,
): unknown {
  return useReading(OTHERS, ({ others }) => select(others));
}

/** The state, undefined until somebody has written one, or what `select` makes of it. */
export function useSessionState<S extends Json>(): Readonly<S> | undefined;
export function useSessionState<S extends Json, T extends Json | undefined>(
  select: (state: Readonly<S> | undefined) => T,
): T;
export function useSessionState(select: (state: never) => unknown = (state) => state): unknown {
  return useReading(CHANGE, (session) => select(session.get() as never));
}

/** Who waits to be let in, for hosts. */
export function useKnocks(): readonly Knock[] {
  const session = useSession();
  const subscribe = useCallback((changed: () => void) => session.on("knocks", changed), [session]);
  const last = useRef<readonly Knock[]>([]);
  const get = (): readonly Knock[] => {
    const { knocks } = session;
    const isSame =
      knocks.length === last.current.length && knocks.every((it, i) => it === last.current[i]);
    last.current = isSame ? last.current : knocks;
    return last.current;
  };
  return useSyncExternalStore(subscribe, get, get);
}

/** Calls back when the connection was away for longer than a moment, and when it is back. */
export function useLostConnection(callback: (event: LostConnection) => void): void {
  const session = useSession();
  const newest = useRef(callback);
  useEffect(() => {
    newest.current = callback;
  });
  useEffect(
    () =>
      session.on("lost-connection", (event) => {
        newest.current(event);
      }),
    [session],
  );
}
