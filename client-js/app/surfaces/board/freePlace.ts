import { BOARD_SIZE, NOTE_SIZE, type Place } from "./noteBook.js";

const GAP = 14;
const STEP_X = NOTE_SIZE.x + GAP;
const STEP_Y = NOTE_SIZE.y + GAP;

/** The first place on a grid that no note covers, of those that the viewer sees if one is free. */
export function freePlace(taken: readonly Place[], seen: { from: Place; size: Place }): Place {
  const places = grid();
  const free = places.filter((place) => !taken.some((other) => overlap(place, other)));
  const last = places.at(-1) ?? { x: 0, y: 0 };
  return free.find((place) => isSeen(place, seen)) ?? free[0] ?? last;
}

function grid(): Place[] {
  const places: Place[] = [];
  for (let y = GAP; y + NOTE_SIZE.y <= BOARD_SIZE.y; y += STEP_Y) {
    for (let x = GAP; x + NOTE_SIZE.x <= BOARD_SIZE.x; x += STEP_X) {
      places.push({ x, y });
    }
  }
  return places;
}

function overlap(one: Place, other: Place): boolean {
  return Math.abs(one.x - other.x) < NOTE_SIZE.x && Math.abs(one.y - other.y) < NOTE_SIZE.y;
}

function isSeen({ x, y }: Place, { from, size }: { from: Place; size: Place }): boolean {
  return (
    x >= from.x &&
    y >= from.y &&
    x + NOTE_SIZE.x <= from.x + size.x &&
    y + NOTE_SIZE.y <= from.y + size.y
  );
}
