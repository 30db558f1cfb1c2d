import type { Alarm, Session } from "../src/index.js";

const kept = new WeakMap<Session, Alarm[]>();

/** From now on keeps the alarms of this session, whatever page is shown. */
export function keepAlarms(session: Session): void {
  if (!kept.has(session)) {
    const alarms: Alarm[] = [];
    kept.set(session, alarms);
    session.on("alarm", (alarm) => alarms.push(alarm));
  }
}

/** Those that left the session open, the first one first. */
export function alarmsOf(session: Session): readonly Alarm[] {
  return kept.get(session) ?? [];
}
