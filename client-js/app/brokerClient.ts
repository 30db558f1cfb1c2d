import { type Client, type Session, createClient } from "../src/index.js";
import { appRoot } from "./appRoot.js";
import { addressOf, metaContent } from "./router.js";

export const brokerUrl = new URL(metaContent("latchkey-broker") || appRoot.origin);

export const client: Client = createClient({
  brokerUrl,
  appUrl: addressOf({ type: "join" }),
});

const opened = new Map<string, Promise<Session | null>>();

/** The session, opened once however often pages change; null if this device is not in it. */
export function openedSession(sid: string): Promise<Session | null> {
  let session = opened.get(sid);
  if (session === undefined) {
    session = client.open(sid);
    opened.set(sid, session);
    session.then(
      (result) => {
        if (result === null) {
          opened.delete(sid);
        }
      },
      () => opened.delete(sid),
    );
  }
  return session;
}

/** Takes over a session that was just created or joined. */
export function keepOpen(session: Session): void {
  opened.set(session.id, Promise.resolve(session));
}

export function dropOpened(sid: string): void {
  opened.delete(sid);
}
