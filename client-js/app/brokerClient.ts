import {
  type Client,
  type CreateSessionOptions,
  type Session,
  createClient,
} from "../src/index.js";
import { appRoot } from "./appRoot.js";
import { addressOf, metaContent } from "./router.js";
import { keepAlarms } from "./sessionAlarms.js";

export const brokerUrl = new URL(metaContent("latchkey-broker") || appRoot.origin);

const options = { brokerUrl, appUrl: addressOf({ type: "join" }) };

export const client: Client = createClient(options);

/** Starts a session, by the code of the server's operator if one is given. */
export function startSession(
  wanted: CreateSessionOptions,
  creationToken: string,
): Promise<Session> {
  const starting = creationToken === "" ? client : createClient({ ...options, creationToken });
  return starting.createSession(wanted);
}

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
        } else {
          keepAlarms(result);
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
  keepAlarms(session);
}

export function dropOpened(sid: string): void {
  opened.delete(sid);
}
