import { perLocale } from "../words/words.js";
import { timeWords } from "../words/en/times.js";

const FORMATS = perLocale((locale) => {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, options);
  return {
    clock: format({ hour: "numeric", minute: "2-digit" }),
    day: format({ day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }),
    time: format({ timeStyle: "medium" }),
    exact: format({
      year: "numeric",
      month: "long",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      second: "2-digit",
      fractionalSecondDigits: 3,
      timeZoneName: "short",
    }),
    longDay: format({ dateStyle: "full" }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
  };
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR;

/** "14:30" today, else "24 Nov, 14:30". */
export function clockTime(at: Date, now: Date): string {
  const { clock, day } = FORMATS();
  return at.toDateString() === now.toDateString() ? clock.format(at) : day.format(at);
}

/** "in 2 hours", "5 minutes ago". */
export function relativeTime(at: Date, now: Date): string {
  const { relative } = FORMATS();
  const ms = at.getTime() - now.getTime();
  const size = Math.abs(ms);
  if (size < HOUR) {
    return relative.format(Math.round(ms / MINUTE), "minute");
  }
  return size < 2 * DAY_MS
    ? relative.format(Math.round(ms / HOUR), "hour")
    : relative.format(Math.round(ms / DAY_MS), "day");
}

/** "0:42" */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "14:30:05" */
export function timeOfDay(at: Date): string {
  return FORMATS().time.format(at);
}

/** "24 November 2026, 14:30:05.123 CET" */
export function exactTime(at: Date): string {
  return FORMATS().exact.format(at);
}

/** "Today", "Yesterday", else "Tuesday, 24 November 2026". */
export function dayName(at: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  switch (at.toDateString()) {
    case now.toDateString():
      return timeWords().today;
    case yesterday.toDateString():
      return timeWords().yesterday;
    default:
      return FORMATS().longDay.format(at);
  }
}
