import { describe, expect, it } from "vitest";

import { type Channel, type Session } from "../../src/index.js";
import { aLiveClient, bytes, entries, text } from "./carriers.js";
import { aGuest, aPair, keyed } from "./people.js";
import { Sockets } from "./sockets.js";

/** Brings the session to a new key, and what the channel holds under it. */
async function rekey(host: Session, channel: Channel, epoch: number): Promise<void> {
  await aGuest(host, { name: `Guest ${String(epoch)}` }, aLiveClient());
  await keyed(host, epoch);
  await channel.replace(bytes(`all up to ${String(epoch)}`));
}

describe("writes whose answers a device has missed", () => {
  it.each([1, 3])(
    "are stored once, also when the key was replaced %s times meanwhile",
    async (times) => {
      const sockets = new Sockets();
      const { host, guest } = await aPair({}, aLiveClient(sockets));
      await keyed(guest, 2);
      const channel = guest.channel();
      await channel.append(bytes("first"));
      const others: string[] = [];
      const told = (count: number): Promise<void> =>
        new Promise((resolve) => {
          const off = host.channel().on("entry", check);
          check();

          function check(): void {
            if (others.length >= count) {
              off();
              resolve();
            }
          }
        });
      host.channel().on("entry", ({ payload, own }) => {
        if (!own) {
          others.push(text(payload));
        }
      });
      await entries(host.channel(), 1);
      const written = Array.from({ length: 12 }, (_, i) => String(i));
      const stored = Promise.all(written.map((it) => channel.append(bytes(it))));
      sockets.deaf = true;
      await told(1 + written.length);
      sockets.blocked = true;
      sockets.cut();
      guest.disconnect();
      for (let i = 0; i < times; i++) {
        await rekey(host, host.channel(), 3 + i);
      }
      sockets.deaf = false;
      sockets.blocked = false;
      guest.connect();
      await stored;
      await channel.append(bytes("last"));
      await told(2 + written.length);
      expect(others).toEqual(["first", ...written, "last"]);
    },
    60_000,
  );
});
