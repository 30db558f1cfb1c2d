const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
});
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR;

/** "14:30" today, else "24 Nov, 14:30". */
export function clockTime(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString() ? CLOCK.format(at) : DAY.format(at);
}

/** "in 2 hours", "5 minutes ago". */
export function relativeTime(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  const size = Math.abs(ms);
  if (size < HOUR) {
    return RELATIVE.format(Math.round(ms / MINUTE), "minute");
  }
  return size < 2 * DAY_MS
    ? RELATIVE.format(Math.round(ms / HOUR), "hour")
    : RELATIVE.format(Math.round(ms / DAY_MS), "day");
}

/** "0:42" */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
