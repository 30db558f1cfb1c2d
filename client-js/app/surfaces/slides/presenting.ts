import type { Member, Other, Session } from "../../../src/index.js";
import { recordOf } from "../surface.js";

type Shower = Pick<Session, "updatePresence">;

const FIELD = "presenting";

/** Somebody who shows the slides to the others, as their own device says by its presence. */
export interface Presenter {
  readonly member: Member;
  /** Counted from 0. */
  readonly page: number;
  /** When they began, by their clock, in milliseconds since 1970. */
  readonly since: number;
}

/** Who began last of those who present and may write; null if nobody does. */
export function presenterAmong(others: readonly Other[]): Presenter | null {
  const [last = null] = others.flatMap(readPresenter).sort(byLast);
  return last;
}

/** Of two that present at once the one that began later does, on every page. */
export function isLater(a: Pick<Presenter, "since" | "member">, b: typeof a): boolean {
  return byLast(a, b) < 0;
}

export function showPage(session: Shower, page: number, since: number): void {
  session.updatePresence({ [FIELD]: { page, since } });
}

export function stopShowing(session: Shower): void {
  session.updatePresence({ [FIELD]: null });
}

function byLast(a: Pick<Presenter, "since" | "member">, b: typeof a): number {
  return b.since - a.since || (a.member.id < b.member.id ? -1 : 1);
}

function readPresenter({ member, presence }: Other): readonly Presenter[] {
  const { page, since } = recordOf(presence[FIELD]);
  const mayWrite = member.role === "host" || member.role === "editor";
  return mayWrite && isCount(page) && isCount(since) ? [{ member, page, since }] : [];
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
