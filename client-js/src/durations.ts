import type { Duration } from "./invites.js";

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const TEXT = /^(\d{1,6})([mhd])$/;

/** The duration in whole seconds, at least one. @throws {RangeError} On what is no duration. */
export function toSeconds(duration: Duration): number {
  const seconds = Math.floor(toMilliseconds(duration) / 1000);
  if (!Number.isSafeInteger(seconds) || seconds < 1) {
    throw new RangeError("duration: want milliseconds, or a text such as 15m, 24h or 7d");
  }
  return seconds;
}

function toMilliseconds(duration: Duration): number {
  if (typeof duration === "number") {
    return duration;
  }
  const [, count, unit] = TEXT.exec(duration) ?? [];
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}
