import type { Awareness } from "y-protocols/awareness";

import { numberOf, onBoard, type Place } from "./noteBook.js";

const FIELD = "board";

/** What somebody else does on the board of notes. */
export interface BoardVisitor {
  readonly client: number;
  /** A member's ID. */
  readonly member: string;
  readonly pointer: Place | null;
  /** The note that is being dragged, where it is now. */
  readonly dragged: { readonly id: string; readonly place: Place } | null;
}

export type BoardActivity = Pick<BoardVisitor, "pointer" | "dragged">;

export function showActivity(awareness: Awareness, activity: BoardActivity | null): void {
  awareness.setLocalStateField(FIELD, activity);
}

/** The others; what is no such state is left out. */
export function visitors(awareness: Awareness): readonly BoardVisitor[] {
  return [...awareness.getStates()].flatMap(([client, state]) => {
    const { [FIELD]: activity, user } = state as Record<string, unknown>;
    if (client === awareness.clientID || !isRecord(activity) || !isRecord(user)) {
      return [];
    }
    const { pointer, dragged } = activity;
    return [
      {
        client,
        member: String(user.id),
        pointer: isRecord(pointer) ? placeOf(pointer) : null,
        dragged:
          isRecord(dragged) && isRecord(dragged.place)
            ? { id: String(dragged.id), place: onBoard(placeOf(dragged.place)) }
            : null,
      },
    ];
  });
}

function placeOf({ x, y }: Record<string, unknown>): Place {
  return { x: numberOf(x), y: numberOf(y) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
