import type { Json, Session } from "../../src/index.js";

/** What a session can be for, in the order in which it is offered: the usual first. */
export const SURFACES = ["board", "document", "radar", "game", "slides"] as const;
export type Surface = (typeof SURFACES)[number];

/** What a session is for of which nothing is said. */
const USUAL: Surface = "board";

type ReadSession = Pick<Session, "get" | "synced">;

const chosen = new WeakMap<ReadSession, Surface>();

/**
 * What the session is for; null until this page has read it, and from then on the same. The host says
 * it by the session’s first state, sealed and signed, so that the broker has no say in it.
 */
export function surfaceOf(session: ReadSession): Surface | null {
  const known = chosen.get(session);
  const state = session.get();
  if (known !== undefined || (state === undefined && !session.synced)) {
    return known ?? null;
  }
  const surface = readSurface(state);
  chosen.set(session, surface);
  return surface;
}

export function readSurface(state: Json | undefined): Surface {
  return SURFACES.find((it) => it === recordOf(state).surface) ?? USUAL;
}

/** Members write what they like: what is no object is an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
