import { inject } from "vitest";

import {
  type Client,
  type ClientOptions,
  createClient,
  type CreateInviteOptions,
  type DeviceStore,
  type HostSession,
  type Invite,
  type Json,
  type Session,
} from "../../src/index.js";
import { MemoryStore } from "../../src/memoryStore.js";

/**
 * A client of the test broker, on a device of its own unless one is given. It asks again and again,
 * one request after the other, unless it is given sockets or told to use streams.
 */
export function aClient({ streams = false, ...options }: TestOptions = {}): Client {
  return createClient({
    brokerUrl: inject("brokerUrl"),
    storage: aDevice(),
    WebSocketPolyfill: null,
    ...options,
    fetch: fromAnAddress(withStreams(streams, options.fetch ?? fetch)),
  });
}

export type TestOptions = Partial<ClientOptions> & { readonly streams?: boolean };

function withStreams(allowed: boolean, send: typeof fetch): typeof fetch {
  return (input, init) =>
    !allowed && new URL(input instanceof Request ? input.url : input).pathname.endsWith("/events")
      ? Promise.reject(new TypeError("no streams on this network"))
      : send(input, init);
}

let addresses = 0;

/** Requests as they come through a proxy from some address of their own. */
function fromAnAddress(send: typeof fetch): typeof fetch {
  const number = ++addresses;
  const address = `10.0.${String(number >> 8)}.${String(number & 255)}`;
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("X-Forwarded-For", address);
    return send(input, { ...init, headers });
  };
}

/**
 * What outlives a page: two clients on one device are two tabs, or one before and after a reload.
 */
export function aDevice(): DeviceStore {
  return new MemoryStore();
}

export function aSession<S extends Json = Json>(client = aClient()): Promise<HostSession<S>> {
  return client.createSession<S>({ displayName: "Ana", title: "Roadmap" });
}

export function anInvite(
  session: Pick<Session, "invites">,
  options: Partial<CreateInviteOptions> = {},
): Promise<Invite> {
  if (session.invites === null) {
    throw new Error("not a host");
  }
  return session.invites.create({ name: "Ben", requireApproval: false, ...options });
}

/** Somebody who came into the session by an invite with these terms. */
export async function aGuest<S extends Json = Json>(
  host: Pick<Session, "invites">,
  options: Partial<CreateInviteOptions> = {},
  client = aClient(),
): Promise<Session<S>> {
  const name = options.name ?? "Ben";
  const { link } = await anInvite(host, { ...options, name });
  return client.join<S>(link, { displayName: name });
}

/** Resolves when the session has the key of this epoch. */
export function keyed<S extends Json>(session: Session<S>, epoch: number): Promise<void> {
  return until(session, () => session.epoch >= epoch);
}

/** A session with one guest, who came in by an invite with these terms. */
export async function aPair<S extends Json = Json>(
  options: Partial<CreateInviteOptions> = {},
  guestClient = aClient(),
): Promise<{ host: HostSession<S>; guest: Session<S>; invite: Invite }> {
  const host = await aSession<S>();
  const invite = await anInvite(host, options);
  const guest = await guestClient.join<S>(invite.link, { displayName: "Ben" });
  return { host, guest, invite };
}

const EVENTS = [
  "status",
  "sync",
  "change",
  "members",
  "role",
  "key",
  "frozen",
  "others",
  "knocks",
  "title",
  "unsynced-changes",
  "closed",
] as const;

/** Resolves when the condition holds; it is asked again after every event of the session. */
export async function until<S extends Json>(
  session: Session<S>,
  holds: () => boolean,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const offs = EVENTS.map((type) => session.on(type, check));
    check();

    function check(): void {
      if (holds()) {
        offs.forEach((off) => {
          off();
        });
        resolve();
      }
    }
  });
}
