import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startBroker } from "../test/broker/brokerProcess.js";

/** What a test may know of the broker. */
export interface BrokerPlace {
  readonly url: string;
  /** Holds the store, the key file and the log. */
  readonly folder: string;
}

export interface TestBroker extends BrokerPlace {
  readonly stop: () => Promise<void>;
}

export const LOG_FILE = "broker.log";

/** Starts the broker as people run it, with its store on disk. It serves the pages itself. */
export async function startTestBroker(allowedOrigins: readonly string[]): Promise<TestBroker> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-e2e-"));
  const log = createWriteStream(join(folder, LOG_FILE));
  const settings = {
    LATCHKEY_STORE: "sqlite:",
    LATCHKEY_DATA_DIR: folder,
    LATCHKEY_ALLOWED_ORIGINS: allowedOrigins.join(","),
  };
  const broker = await startBroker(settings, (text) => log.write(text));
  const stop = async (): Promise<void> => {
    await broker.stop();
    log.end();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: broker.url, folder, stop };
}
