import type { Client, ClientOptions } from "./client.js";

/** Makes a client of one broker. Sends nothing until a method is called. */
export function createClient(options: ClientOptions): Client {
  throw new Error(`not built yet: ${String(options.brokerUrl)}`);
}
