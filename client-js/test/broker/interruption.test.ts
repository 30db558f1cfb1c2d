import { describe, expect, it } from "vitest";

import { type DeviceStore } from "../../src/index.js";
import { MemoryStore } from "../../src/memoryStore.js";
import { aClient, anInvite, aPair, until } from "./people.js";
import { aProblem, aWiredClient } from "./wire.js";

const IMPATIENT = { maxBackoffTime: 5 };

/** Fails as often as it is told to when a watermark is to be raised. */
class FailingStore extends MemoryStore implements DeviceStore {
  failures = 0;

  override update(key: string, change: (value: unknown) => unknown): Promise<unknown> {
    if (key.startsWith("seen/") && this.failures > 0) {
      this.failures--;
      return Promise.reject(new DOMException("full", "QuotaExceededError"));
    }
    return super.update(key, change);
  }
}

const append =
  (item: string) =>
  (items: readonly string[] | undefined): string[] => [...(items ?? []), item];

describe("an update after reading was interrupted overwrites nothing", () => {
  it("when the statement log could not be had", async () => {
    const { client, wire } = aWiredClient(IMPATIENT);
    const { host, guest } = await aPair<string[]>({}, client);
    await host.update(append("a"));
    await until(guest, () => guest.get()?.length === 1);
    guest.disconnect();
    await host.update(append("b"));
    const size = await sizeSeen();
    await anInvite(host);
    await host.update(append("c"));

    // The page says that the log is no longer than before, so that reading alone finds out.
    let failures = 1;
    wire.onAnswer = ({ path }, answer) =>
      path.includes("/channels/0?") ? { ...answer, size } : answer;
    wire.onRequest = ({ path }) =>
      path.includes("/members?") && failures-- > 0 ? aProblem(500, "internal") : undefined;
    const refused: unknown[] = [];
    guest.on("refused", (frame) => refused.push(frame));
    const error = guest.once("error");
    guest.connect();
    expect(await error).toMatchObject({ code: "internal" });
    wire.onAnswer = (_, answer) => answer;
    await guest.update(append("guest"));
    expect(guest.get()).toEqual(["a", "b", "c", "guest"]);
    expect(refused).toEqual([]);

    async function sizeSeen(): Promise<unknown> {
      let seen: unknown;
      wire.onAnswer = ({ path }, answer) => {
        if (path.includes("/members?")) {
          seen = answer.size;
        }
        return answer;
      };
      (await client.open(guest.id))?.destroy();
      return seen;
    }
  });

  it("when the device could not keep how far it has read", async () => {
    const storage = new FailingStore();
    const { host, guest } = await aPair<string[]>({}, aClient({ ...IMPATIENT, storage }));
    await host.update(append("a"));
    await until(guest, () => guest.get()?.length === 1);
    guest.disconnect();
    await host.update(append("b"));
    storage.failures = 1;
    const error = guest.once("error");
    guest.connect();
    expect(await error).toMatchObject({ code: "storage_failed" });
    await guest.update(append("guest"));
    expect(guest.get()).toEqual(["a", "b", "guest"]);
  });
});
