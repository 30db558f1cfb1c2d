import type { TestProject } from "vitest/node";

import { type BrokerProcess, startBroker } from "./brokerProcess.js";

declare module "vitest" {
  export interface ProvidedContext {
    readonly brokerUrl: string;
  }
}

let broker: BrokerProcess | undefined;

/** One broker for all tests of this project. */
export async function setup(project: TestProject): Promise<void> {
  // Each client of a test calls from an address of its own, so that no limit counts them as one.
  broker = await startBroker({ LATCHKEY_TRUSTED_PROXIES: "127.0.0.0/8" });
  project.provide("brokerUrl", broker.url);
}

export async function teardown(): Promise<void> {
  await broker?.stop();
}
