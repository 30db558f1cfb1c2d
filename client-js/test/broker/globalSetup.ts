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
  broker = await startBroker();
  project.provide("brokerUrl", broker.url);
}

export async function teardown(): Promise<void> {
  await broker?.stop();
}
