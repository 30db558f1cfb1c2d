import { describe, expect, it } from "vitest";

import { Broker } from "../src/broker.js";
import { readString } from "../src/strictJson.js";

const NOW = Date.UTC(2030, 0, 1, 12);

function aBroker(answer: (init: RequestInit) => Response | Promise<Response>): Broker {
  return new Broker(
    "https://broker.example/some/page",
    (_, init) => Promise.resolve(answer(init ?? {})),
    () => NOW,
  );
}

function ask(broker: Broker): Promise<string> {
  return broker.call({ method: "GET", path: "/v1/x" }, ({ text }) => readString(text));
}

const problem = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

describe("a call to the broker", () => {
  it("goes to its origin, with a query of numbers", async () => {
    const urls: string[] = [];
    const broker = new Broker(
      "https://broker.example/some/page",
      (url) => {
        urls.push(url instanceof Request ? url.url : String(url));
        return Promise.resolve(new Response("{}"));
      },
      () => NOW,
    );
    await broker.call({ method: "GET", path: "/v1/x", query: { a: 1, b: 0 } }, () => undefined);
    expect(urls).toEqual(["https://broker.example/v1/x?a=1&b=0"]);
  });

  it("fails with what the broker says of it", async () => {
    const body = {
      code: "head_moved",
      detail: "The head is 7.",
      requestId: "abc",
      head: 7,
      retryAfterMs: 1500,
    };
    await expect(ask(aBroker(() => problem(412, body)))).rejects.toMatchObject({
      name: "BrokerError",
      code: "head_moved",
      message: "The head is 7.",
      status: 412,
      requestId: "abc",
      head: 7,
      retryAfterMs: 1500,
      retryable: false,
    });
  });

  it("knows from the header how long to wait", async () => {
    const answer = problem(429, { code: "rate_limited" }, { "Retry-After": "42" });
    await expect(ask(aBroker(() => answer))).rejects.toMatchObject({
      code: "rate_limited",
      retryable: true,
      retryAfterMs: 42_000,
    });
  });

  it.each([
    ["a sign-in page", new Response("<html>Welcome to the hotel</html>"), "not_a_broker"],
    ["an answer without what was asked for", new Response("{}"), "not_a_broker"],
    ["a list", new Response("[]"), "not_a_broker"],
    ["a refusal by something else", new Response("Forbidden", { status: 403 }), "not_a_broker"],
    ["a refusal without a code", problem(404, { error: "no" }), "not_a_broker"],
    ["a gateway's error", new Response("Bad gateway", { status: 502 }), "broker_unreachable"],
  ])("that gets %s says so", async (_, answer, code) => {
    await expect(ask(aBroker(() => answer))).rejects.toMatchObject({ code, retryable: true });
  });

  it("that cannot be sent says so", async () => {
    const broker = aBroker(() => {
      throw new TypeError("fetch failed");
    });
    await expect(ask(broker)).rejects.toMatchObject({ code: "broker_unreachable" });
  });

  it("that is not answered in time ends", async () => {
    const broker = aBroker(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
            reject(new DOMException("aborted", "AbortError"));
          });
        }),
    );
    const request = { method: "GET", path: "/v1/x", timeoutMs: 1 } as const;
    await expect(broker.call(request, () => undefined)).rejects.toMatchObject({ code: "timeout" });
  });

  it("that was aborted is not sent", async () => {
    let sent = 0;
    const broker = aBroker(() => {
      sent++;
      return new Response("{}");
    });
    const request = { method: "GET", path: "/v1/x", signal: AbortSignal.abort() } as const;
    await expect(broker.call(request, () => undefined)).rejects.toMatchObject({ code: "aborted" });
    expect(sent).toBe(0);
  });

  it("tells the broker's time and its newest nonce", async () => {
    const date = new Date(NOW + 90_000).toUTCString();
    const broker = aBroker(
      () => new Response('{"text":""}', { headers: { Date: date, "DPoP-Nonce": "n1" } }),
    );
    expect([broker.now(), broker.dpopNonce]).toEqual([NOW, undefined]);
    await ask(broker);
    expect([broker.now(), broker.dpopNonce]).toEqual([NOW + 90_000, "n1"]);
  });
});
