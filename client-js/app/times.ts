const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
});
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const EXACT = new Intl.DateTimeFormat(undefined, {
  year: "numeric",
  month: "long",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  timeZoneName: "short",
});
const LONG_DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
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

/** "14:30:05" */
export function timeOfDay(at: Date): string {
  return TIME.format(at);
}

/** "24 November 2026, 14:30:05.123 CET" */
export function exactTime(at: Date): string {
  return EXACT.format(at);
}

/** "Today", "Yesterday", else "Tuesday, 24 November 2026". */
export function dayName(at: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  switch (at.toDateString()) {
    case now.toDateString():
      return "Today";
    case yesterday.toDateString():
      return "Yesterday";
    default:
      return LONG_DAY.format(at);
  }
}
