import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ConnectionLoss } from "../../src/connectionLoss.js";
import { Heartbeat } from "../../src/live/heartbeat.js";
import { LiveTries } from "../../src/live/liveTries.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a heartbeat", () => {
  function aHeartbeat(): { heartbeat: Heartbeat; told: string[] } {
    const told: string[] = [];
    const heartbeat = new Heartbeat({
      clock: Date.now,
      ping: () => told.push("ping"),
      dead: () => told.push("dead"),
      tick: () => undefined,
    });
    return { heartbeat, told };
  }

  it("asks every 15 s, and is content with any answer", () => {
    const { heartbeat, told } = aHeartbeat();
    for (let beat = 0; beat < 3; beat++) {
      vi.advanceTimersByTime(15_000);
      heartbeat.heard();
    }
    expect(told).toEqual(["ping", "ping", "ping"]);
  });

  it("takes the other side for dead that says nothing for 8 s", () => {
    const { heartbeat, told } = aHeartbeat();
    heartbeat.probe();
    vi.advanceTimersByTime(7_999);
    expect(told).toEqual(["ping"]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["ping", "dead"]);
  });

  it("asks at once when the page was away", () => {
    const { told } = aHeartbeat();
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(["ping"]);
  });

  it("says nothing more once it is stopped", () => {
    const { heartbeat, told } = aHeartbeat();
    heartbeat.probe();
    heartbeat.stop();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(["ping"]);
  });
});

describe("tries to be live", () => {
  const tries = (): LiveTries => new LiveTries(Date.now, () => 1);

  it("wait half a minute where the broker answers and the socket does not open", () => {
    const it = tries();
    it.failed();
    it.brokerAnswered();
    vi.advanceTimersByTime(29_999);
    expect(it.isDue).toBe(false);
    vi.advanceTimersByTime(1);
    expect(it.isDue).toBe(true);
  });

  it("wait twice as long after each failure, and no longer than 5 min", () => {
    const it = tries();
    const pauses = Array.from({ length: 6 }, () => {
      it.failed();
      it.brokerAnswered();
      const begin = Date.now();
      while (!it.isDue) {
        vi.advanceTimersByTime(1_000);
      }
      return (Date.now() - begin) / 1000;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 300, 300]);
  });

  it("wait a second where a socket was open before", () => {
    const it = tries();
    it.succeeded();
    it.failed();
    it.brokerAnswered();
    vi.advanceTimersByTime(999);
    expect(it.isDue).toBe(false);
    vi.advanceTimersByTime(1);
    expect(it.isDue).toBe(true);
  });

  it("do not wait while the broker does not answer either", () => {
    const it = tries();
    it.failed();
    expect(it.isDue).toBe(true);
  });
});

describe("a lost connection", () => {
  function aLoss(): { loss: ConnectionLoss; told: string[] } {
    const told: string[] = [];
    return { loss: new ConnectionLoss(5_000, (event) => told.push(event)), told };
  }

  it("is told after 5 s, and when it is back", () => {
    const { loss, told } = aLoss();
    loss.follow("reconnecting");
    vi.advanceTimersByTime(4_999);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    loss.follow("connected");
    expect(told).toEqual(["lost", "restored"]);
  });

  it("is not told when it was short", () => {
    const { loss, told } = aLoss();
    loss.follow("reconnecting");
    loss.follow("connected");
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });

  it("has failed when the session is closed meanwhile", () => {
    const { loss, told } = aLoss();
    loss.follow("reconnecting");
    vi.advanceTimersByTime(5_000);
    loss.follow("closed");
    expect(told).toEqual(["lost", "failed"]);
  });
});
