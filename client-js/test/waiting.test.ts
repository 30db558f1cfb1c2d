import { describe, expect, it } from "vitest";

import { Backoff } from "../src/backoff.js";
import { toSeconds } from "../src/durations.js";
import { Emitter } from "../src/emitter.js";
import { Mutex } from "../src/mutex.js";
import { PollLoop } from "../src/pollLoop.js";
import { SharedFlights } from "../src/sharedFlights.js";
import { abortable } from "../src/signals.js";

describe("pauses between tries", () => {
  it("are a random part of a bound that doubles up to the longest", () => {
    const longest = new Backoff(3000, () => 1);
    expect([1, 2, 3, 4, 5].map(() => longest.next())).toEqual([500, 1000, 2000, 3000, 3000]);
    const half = new Backoff(3000, () => 0.5);
    expect([half.next(), half.next()]).toEqual([250, 500]);
  });

  it("begin small again after a success, and are never shorter than the broker asks", () => {
    const backoff = new Backoff(3000, () => 1);
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(500);
    expect(backoff.next(10_000)).toBe(11_000);
  });
});

describe("a poll loop that is woken", () => {
  it("ends its pause and its hanging request, and asks at once", async () => {
    const waits: number[] = [];
    let reached = (): void => undefined;
    const loop: PollLoop = new PollLoop(
      {
        pull: async (waitSeconds, signal) => {
          waits.push(waitSeconds);
          if (waits.length === 1) {
            throw new Error("no network");
          }
          if (waits.length === 4) {
            reached();
          }
          if (waits.length >= 3) {
            await abortable(new Promise(() => undefined), signal);
          }
          return false;
        },
        goesOnAfter: () => {
          queueMicrotask(() => {
            loop.wake();
          });
          return true;
        },
      },
      new Backoff(3_600_000, () => 1),
    );
    const fourth = new Promise<void>((resolve) => {
      reached = resolve;
    });
    loop.start();
    while (waits.length < 3) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    loop.wake();
    await fourth;
    loop.stop();
    expect(waits).toEqual([0, 0, 25, 0]);
  });
});

describe("calls that share a flight", () => {
  it("run the work once, and again after it ended", async () => {
    const flights = new SharedFlights<number>();
    let runs = 0;
    const work = (): Promise<number> => Promise.resolve(++runs);
    const both = [flights.run("a", undefined, work), flights.run("a", undefined, work)];
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect(await flights.run("a", undefined, work)).toBe(2);
  });

  it("abort the work when the last of them gives up, not before", async () => {
    const flights = new SharedFlights<never>();
    const [first, second] = [new AbortController(), new AbortController()];
    let work: AbortSignal | undefined;
    const run = (signal: AbortSignal): Promise<never> =>
      flights.run("a", signal, (shared) => {
        work = shared;
        return new Promise(() => undefined);
      });
    const calls = [run(first.signal), run(second.signal)];
    first.abort();
    await expect(calls[0]).rejects.toMatchObject({ code: "aborted" });
    expect(work?.aborted).toBe(false);
    second.abort();
    await expect(calls[1]).rejects.toMatchObject({ code: "aborted" });
    expect(work?.aborted).toBe(true);
  });
});

describe("a mutex", () => {
  it("runs one task after the other, whatever becomes of them", async () => {
    const mutex = new Mutex();
    const log: string[] = [];
    const failing = mutex.run(async () => {
      log.push("first begins");
      await Promise.resolve();
      log.push("first ends");
      throw new Error("first");
    });
    const second = mutex.run(() => {
      log.push("second");
      return Promise.resolve(2);
    });
    await expect(failing).rejects.toThrow("first");
    expect(await second).toBe(2);
    expect(log).toEqual(["first begins", "first ends", "second"]);
  });
});

describe("events", () => {
  it("reach each listener until it is taken away", () => {
    const events = new Emitter<{ said: (text: string) => void }>();
    const heard: string[] = [];
    const listener = (text: string): void => {
      heard.push(text);
    };
    const off = events.on("said", listener);
    const controller = new AbortController();
    events.on("said", listener, controller.signal);
    events.emit("said", "both");
    off();
    events.emit("said", "one");
    controller.abort();
    events.emit("said", "none");
    expect(heard).toEqual(["both", "both", "one"]);
  });

  it("that are waited for once come once, or not at all", async () => {
    const events = new Emitter<{ said: (text: string) => void }>();
    const once = events.once("said");
    events.emit("said", "first");
    events.emit("said", "second");
    expect(await once).toBe("first");
    const controller = new AbortController();
    const never = events.once("said", controller.signal);
    controller.abort();
    await expect(never).rejects.toMatchObject({ code: "aborted" });
  });
});

describe("a duration", () => {
  it.each([
    [1000, 1],
    [1999, 1],
    ["15m", 900],
    ["24h", 86_400],
    ["7d", 604_800],
  ] as const)("of %j has %i seconds", (duration, seconds) => {
    expect(toSeconds(duration)).toBe(seconds);
  });

  it.each([0, 999, -5000, NaN, Infinity, "24", "h", "1.5h", "-1h", "1w", ""])(
    "is not %j",
    (text) => {
      expect(() => toSeconds(text as number)).toThrow(RangeError);
    },
  );
});
