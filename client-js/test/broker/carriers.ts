import { type Channel, type Client } from "../../src/index.js";
import { aClient } from "./people.js";
import { Sockets } from "./sockets.js";

export function aLiveClient(sockets = new Sockets()): Client {
  return aClient({ WebSocketPolyfill: sockets.WebSocket, maxBackoffTime: 50 });
}

/** Every way in which clients are in touch with the broker. */
export const CARRIERS: readonly (readonly [name: string, newClient: () => Client])[] = [
  ["live", (): Client => aLiveClient()],
  ["by a stream", (): Client => aClient({ streams: true })],
  ["asking again and again", (): Client => aClient()],
];

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
export const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Resolves when so many entries of the channel are read. */
export async function entries(channel: Channel, count: number): Promise<readonly string[]> {
  await new Promise<void>((resolve) => {
    const off = channel.on("entry", check);
    check();

    function check(): void {
      if (channel.entries.length >= count) {
        off();
        resolve();
      }
    }
  });
  return channel.entries.map(({ payload }) => text(payload));
}
