import { describe, expect, it } from "vitest";

import {
  type Client,
  type Handover,
  type HandoverRequest,
  type HandoverWaiting,
  type Session,
} from "../../src/index.js";
import { HandoverSecret } from "../../src/handoverSecret.js";
import { parseSessionId } from "../../src/sessionId.js";
import { aClient, aDevice, anInvite, aPair, aSession, until } from "./people.js";
import { aWiredClient } from "./wire.js";

/** Another device that has opened the link, and what both show. */
interface Asking {
  readonly received: Promise<Session<string>>;
  readonly request: HandoverRequest;
  readonly waiting: HandoverWaiting;
}

async function openLink(handover: Handover, client: Client = aClient()): Promise<Asking> {
  const request = new Promise<HandoverRequest>((resolve) => handover.onRequest(resolve));
  let received: Promise<Session<string>> | undefined;
  const waiting = await new Promise<HandoverWaiting>((resolve, reject) => {
    const options = { deviceName: "Ben's phone", onWaiting: resolve };
    received = client.receiveHandover<string>(handover.link, options);
    received.catch(reject);
  });
  if (received === undefined) {
    throw new Error("nothing is received");
  }
  return { received, request: await request, waiting };
}

describe("a member that goes on on another device", () => {
  it("has its role, its name and all that was written there", async () => {
    const { host, guest } = await aPair<string>();
    await guest.set("from the laptop");
    const { received, request, waiting } = await openLink(await guest.handover());
    expect(request.device).toBe("Ben's phone");
    expect(request.emoji).toHaveLength(7);
    expect(waiting.emoji).toEqual(request.emoji);
    await request.confirm();
    const moved = await received;
    expect(moved).toMatchObject({ role: "editor", canWrite: true });
    expect(moved.self.name).toBe("Ben");
    await moved.whenSynced();
    expect(moved.get()).toBe("from the laptop");
    await moved.set("from the phone");
    await until(host, () => host.get() === "from the phone");
    expect(host.members.list().map(({ id }) => id)).toEqual([host.self.id, moved.self.id]);
  });

  it("is on the old one no more, which keeps no key", async () => {
    const client = aClient();
    const { guest } = await aPair<string>({}, client);
    const handover = await guest.handover();
    const closed = guest.once("closed");
    const { received, request } = await openLink(handover);
    await request.confirm();
    await handover.whenMoved();
    expect(await closed).toMatchObject({ reason: "moved" });
    await received;
    await expect(guest.set("x")).rejects.toMatchObject({ code: "session_closed" });
    await keysAreGone(client);
  });

  it("is the same after a reload of the new one", async () => {
    const { guest } = await aPair<string>();
    const device = aDevice();
    const { received, request } = await openLink(
      await guest.handover(),
      aClient({ storage: device }),
    );
    await request.confirm();
    const moved = await received;
    const again = await aClient({ storage: device }).open<string>(moved.id);
    expect(again?.self.id).toBe(moved.self.id);
    expect(again?.canWrite).toBe(true);
  });

  it("is the host whom the session ID pins, and invites from there", async () => {
    const host = await aSession<string>();
    const { received, request } = await openLink(await host.handover());
    await request.confirm();
    const moved = await received;
    expect(moved).toMatchObject({ role: "host", title: "Roadmap" });
    const { link } = await anInvite(moved);
    const guest = await aClient().join<string>(link, { displayName: "Eve" });
    await guest.set("seen");
    await until(moved, () => moved.get() === "seen");
  });

  it("can go back to the device that it came from", async () => {
    const first = aClient();
    const { guest } = await aPair<string>({}, first);
    const away = await openLink(await guest.handover());
    await away.request.confirm();
    const moved = await away.received;
    await keysAreGone(first);
    const back = await openLink(await moved.handover(), first);
    await back.request.confirm();
    expect((await back.received).canWrite).toBe(true);
  });
});

describe("a hand-over", () => {
  it("goes on when the answer to the move is lost", async () => {
    const { guest } = await aPair<string>();
    const { client, wire } = aWiredClient();
    let lost = 0;
    wire.onAnswer = ({ path }, answer) => {
      if (path.endsWith("/moves") && lost++ === 0) {
        throw new TypeError("connection lost");
      }
      return answer;
    };
    const { received, request } = await openLink(await guest.handover(), client);
    await request.confirm();
    expect((await received).canWrite).toBe(true);
    expect(lost).toBeGreaterThan(0);
  });

  it("that is refused leaves everything as it was", async () => {
    const { guest } = await aPair<string>();
    const handover = await guest.handover();
    const { received, request } = await openLink(handover);
    await request.refuse();
    await expect(received).rejects.toMatchObject({ code: "handover_refused" });
    await expect(handover.whenMoved()).rejects.toMatchObject({ code: "handover_refused" });
    await guest.set("still here");
  });

  it("is for the first device that opens the link", async () => {
    const { guest } = await aPair<string>();
    const handover = await guest.handover();
    await openLink(handover);
    await expect(
      aClient().receiveHandover(handover.link, { deviceName: "Eve's phone" }),
    ).rejects.toMatchObject({ code: "handover_taken" });
  });

  it("is for nobody with another link", async () => {
    const { guest } = await aPair<string>();
    const other = HandoverSecret.random(parseSessionId(guest.id));
    await guest.handover();
    await expect(
      aClient().receiveHandover(other.exposeLink("https://x.example/j"), { deviceName: "Eve's" }),
    ).rejects.toMatchObject({ code: "handover_expired" });
  });

  it("ends when another one is begun", async () => {
    const { guest } = await aPair<string>();
    const first = await guest.handover();
    await guest.handover();
    await expect(
      aClient().receiveHandover(first.link, { deviceName: "Ben's phone" }),
    ).rejects.toMatchObject({ code: "handover_expired" });
  });

  it("is cancelled by either side", async () => {
    const { guest } = await aPair<string>();
    const handover = await guest.handover();
    handover.cancel();
    await expect(handover.whenMoved()).rejects.toMatchObject({ code: "aborted" });
    const stop = new AbortController();
    const options = { deviceName: "Ben's phone", signal: stop.signal };
    const received = aClient().receiveHandover((await guest.handover()).link, options);
    stop.abort();
    await expect(received).rejects.toMatchObject({ code: "aborted" });
  });

  it("shows other emoji to a device between the two", async () => {
    const { guest } = await aPair<string>();
    const handover = await guest.handover();
    const { client, wire } = aWiredClient();
    const shown: HandoverWaiting[] = [];
    // The broker keeps the offer of the true device to itself, and has one of its own in its place.
    const taken = openLink(handover);
    const { request, waiting } = await taken;
    wire.onRequest = ({ method, path }) =>
      method === "PUT" && path.startsWith("/v1/rendezvous/")
        ? new Response(null, { status: 204 })
        : undefined;
    const stop = new AbortController();
    const victim = client.receiveHandover(handover.link, {
      deviceName: "Ben's phone",
      signal: stop.signal,
      onWaiting: (it) => {
        shown.push(it);
        stop.abort();
      },
    });
    await expect(victim).rejects.toMatchObject({ code: "aborted" });
    expect(shown).toHaveLength(1);
    expect(shown[0]?.emoji).not.toEqual(request.emoji);
    expect(waiting.emoji).toEqual(request.emoji);
  });

  it("gives the broker nothing that it could open", async () => {
    const { guest } = await aPair<string>();
    const { client, wire } = aWiredClient();
    const sealed: string[] = [];
    wire.onAnswer = ({ path }, answer) => {
      if (path.startsWith("/v1/rendezvous/")) {
        sealed.push(String(answer.sealed));
      }
      return answer;
    };
    const handover = await guest.handover();
    const { received, request } = await openLink(handover, client);
    await request.confirm();
    await received;
    const secret = handover.link.split(".").at(-2) ?? "";
    expect(sealed.length).toBeGreaterThan(1);
    expect(sealed.join() + wire.sent.map(({ path }) => path).join()).not.toContain(secret);
  });
});

/** Resolves when the device lists no session any more. */
async function keysAreGone(client: Client): Promise<void> {
  while ((await client.sessions()).length > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
