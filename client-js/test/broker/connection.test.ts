import { describe, expect, inject, it } from "vitest";

import { type BrokerError, type SessionStatus } from "../../src/index.js";
import { aClient, aDevice, anInvite, aPair, aSession, until } from "./people.js";
import { aProblem, aWiredClient, type Sent } from "./wire.js";

const isRead = ({ method, path }: Sent): boolean => method === "GET" && path.includes("/channels/");
const isWrite = ({ method, path }: Sent): boolean =>
  method === "PUT" && path.includes("/channels/");

/** A hundred times faster than for people. */
const IMPATIENT = { maxBackoffTime: 5 };

describe("a session", () => {
  it("says how its connection is", async () => {
    const session = await aSession();
    const seen: SessionStatus[] = [session.status];
    session.on("status", (status) => seen.push(status));
    session.disconnect();
    session.connect();
    await until(session, () => session.synced);
    expect(seen).toEqual(["connected", "disconnected", "connecting", "connected"]);
  });

  it("catches up with what it missed while it was disconnected", async () => {
    const { host, guest } = await aPair<number>();
    guest.disconnect();
    await host.set(1);
    await host.set(2);
    expect(guest.get()).toBeUndefined();
    guest.connect();
    await until(guest, () => guest.synced);
    expect(guest.get()).toBe(2);
  });

  it("writes also while it is disconnected from reading", async () => {
    const { host, guest } = await aPair<number>();
    guest.disconnect();
    await guest.set(1);
    expect([guest.get(), guest.status]).toEqual([1, "disconnected"]);
    await until(host, () => host.get() === 1);
  });

  it("reconnects by itself, and says why it had to", async () => {
    const { client, wire } = aWiredClient(IMPATIENT);
    const { guest } = await aPair({}, client);
    const errors: string[] = [];
    const seen: SessionStatus[] = [];
    guest.on("error", ({ code }) => errors.push(code));
    guest.on("status", (status) => seen.push(status));
    guest.disconnect();
    let failures = 2;
    wire.onRequest = (sent) =>
      isRead(sent) && failures-- > 0 ? aProblem(503, "draining") : undefined;
    guest.connect();
    await until(guest, () => guest.status === "connected");
    expect(errors).toEqual(["draining", "draining"]);
    expect(seen).toEqual(["disconnected", "connecting", "reconnecting", "connected"]);
  });

  it("does not come back before the broker wants it", async () => {
    const { client, wire } = aWiredClient(IMPATIENT);
    const session = await aSession(client);
    session.disconnect();
    wire.onRequest = (sent) =>
      isRead(sent) ? aProblem(429, "rate_limited", { "Retry-After": "3600" }) : undefined;
    session.connect();
    const error: BrokerError = await session.once("error");
    expect(error).toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: 3_600_000 });
    const asked = wire.sent.filter(isRead).length;
    await aSession(client);
    expect(wire.sent.filter(isRead).length).toBe(asked + 1);
  });

  it("is closed for good when the broker does not know it", async () => {
    const { client, wire } = aWiredClient();
    const session = await aSession<number>(client);
    session.disconnect();
    wire.onRequest = () => aProblem(404, "not_found");
    const waiting = session.set(1);
    session.connect();
    expect(await session.once("closed")).toMatchObject({ reason: "not_found", alarm: null });
    await expect(waiting).rejects.toThrow();
    expect(session.status).toBe("closed");
    await expect(session.set(2)).rejects.toMatchObject({ code: "session_closed" });
    session.connect();
    expect(session.status).toBe("closed");
  });

  it("is closed for good when the broker refuses its key again and again", async () => {
    const { client, wire } = aWiredClient();
    const session = await aSession<number>(client);
    session.disconnect();
    wire.onRequest = ({ path }) =>
      path.endsWith("/challenge") ? undefined : aProblem(401, "token_invalid");
    session.connect();
    expect(await session.once("closed")).toMatchObject({ reason: "not_found", alarm: null });
    const challenges = wire.sent.filter(({ path }) => path.endsWith("/tokens/challenge"));
    expect(challenges).toHaveLength(3);
    expect((await client.open(session.id))?.closed).toMatchObject({ reason: "not_found" });
  });

  it("goes on when the broker refuses a challenge that became too old", async () => {
    const { client, wire } = aWiredClient();
    const session = await aSession<number>(client);
    session.disconnect();
    let refusals = 3;
    wire.onRequest = ({ path }) =>
      path.endsWith("/challenge") || refusals-- <= 0 ? undefined : aProblem(401, "token_invalid");
    await session.set(1);
    expect([session.get(), session.closed]).toEqual([1, null]);
  });

  it("sends nothing and tells nothing after it was destroyed", async () => {
    const { client, wire } = aWiredClient();
    const session = await aSession<number>(client);
    let told = 0;
    session.on("status", () => told++);
    session.destroy();
    const sent = wire.sent.length;
    await expect(session.set(1)).rejects.toMatchObject({ code: "session_closed" });
    expect([wire.sent.length, told]).toEqual([sent, 0]);
  });
});

describe("a write", () => {
  it("whose answer is lost is stored once", async () => {
    const { client, wire } = aWiredClient(IMPATIENT);
    const session = await aSession<number>(client);
    let lost = 0;
    wire.onAnswer = (sent, answer) => {
      if (isWrite(sent) && lost++ < 2) {
        throw new TypeError("connection lost");
      }
      return answer;
    };
    await session.update((state) => (state ?? 0) + 1);
    const versions: number[] = [];
    session.onChange((_, { version }) => versions.push(version));
    await session.update((state) => (state ?? 0) + 1);
    expect([lost, session.get(), versions]).toEqual([4, 2, [2]]);
  });

  it("waits for a network that is gone, and for nothing after its signal", async () => {
    const { client, wire } = aWiredClient(IMPATIENT);
    const session = await aSession<number>(client);
    let down = true;
    wire.onRequest = (sent) => {
      if (isWrite(sent) && down) {
        throw new TypeError("no network");
      }
      return undefined;
    };
    const controller = new AbortController();
    const given = session.set(1, { signal: controller.signal });
    const kept = session.set(2);
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: "aborted" });
    down = false;
    await kept;
    expect(session.get()).toBe(2);
  });

  it("of two tabs of one member both count", async () => {
    const device = aDevice();
    const session = await aSession<number>(aClient({ storage: device }));
    const tab = await aClient({ storage: device }).open<number>(session.id);
    await session.update((state) => (state ?? 0) + 1);
    await tab?.update((state) => (state ?? 0) + 1);
    await session.update((state) => (state ?? 0) + 1);
    expect(session.get()).toBe(3);
  });
});

describe("a member's requests", () => {
  it("go on with a new access token when the broker refuses the old one", async () => {
    const { client, wire } = aWiredClient();
    const session = await aSession<number>(client);
    let refused = false;
    wire.onRequest = (sent) => {
      if (!isWrite(sent) || refused) {
        return undefined;
      }
      refused = true;
      return aProblem(401, "token_invalid");
    };
    await session.set(1);
    expect(session.get()).toBe(1);
    expect(wire.sent.filter(({ path }) => path.endsWith("/tokens"))).toHaveLength(1);
  });

  it("share an access token also when tokens live for seconds only", async () => {
    const { client, wire } = aWiredClient();
    wire.onAnswer = (_, answer) => ("expiresIn" in answer ? { ...answer, expiresIn: 10 } : answer);
    const session = await aSession<number>(client);
    await session.set(1);
    await session.set(2);
    expect(wire.sent.filter(({ path }) => path.endsWith("/tokens"))).toHaveLength(0);
  });

  it("carry a proof of their own each, and no secret in a URL", async () => {
    const { client, wire } = aWiredClient();
    const session = await aSession(client);
    const { link } = await anInvite(session);
    await client.previewInvite(link);
    await client.join(link, { displayName: "Ben" });
    const proofs = wire.sent.map(({ headers }) => headers.get("DPoP")).filter((it) => it !== null);
    expect(proofs.length).toBeGreaterThan(5);
    expect(new Set(proofs).size).toBe(proofs.length);
    const secret = link.split(".").at(-2) ?? "";
    expect(secret).toHaveLength(22);
    for (const { path } of wire.sent) {
      expect(path).toMatch(/^\/[\w/.-]*(\?([a-z]+=\d+&?)+)?$/);
      expect(path).not.toContain(secret);
    }
  });

  it("are such that browsers send no cookie, keep no copy and follow nowhere", async () => {
    const options: RequestInit[] = [];
    const client = aClient({
      fetch: (input, init) => {
        options.push(init ?? {});
        return fetch(input, init);
      },
    });
    await aSession(client);
    expect(options.length).toBeGreaterThan(3);
    for (const init of options) {
      expect(init).toMatchObject({
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        redirect: "error",
      });
    }
  });

  it("go only to the origin that the broker says it has", async () => {
    const broker = new URL(inject("brokerUrl"));
    const client = aClient({
      brokerUrl: "http://elsewhere.example",
      fetch: (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        return fetch(new URL(url.pathname + url.search, broker), init);
      },
    });
    await expect(aSession(client)).rejects.toMatchObject({ code: "origin_mismatch" });
    const { link } = await anInvite(await aSession());
    await expect(client.join(link, { displayName: "Ben" })).rejects.toMatchObject({
      code: "origin_mismatch",
    });
  });
});
