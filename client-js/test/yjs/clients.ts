import * as Y from "yjs";

import type { ProviderOptions } from "../../src/yjs.js";
import { SessionProvider } from "../../src/yjs.js";
import { MemoryBroker } from "../../src/testing/memoryBroker.js";
import type { MemorySession } from "../../src/testing/memorySession.js";

/** One page with a document in a session. */
export interface Page {
  readonly session: MemorySession;
  readonly doc: Y.Doc;
  readonly provider: SessionProvider;
  readonly text: Y.Text;
}

export function aPage(
  session: MemorySession,
  doc = new Y.Doc(),
  options: ProviderOptions = {},
): Page {
  const provider = new SessionProvider(session, doc, options);
  return { session, doc, provider, text: doc.getText("text") };
}

/** Lets everything happen that needs no clock. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

export async function aPair(): Promise<{ broker: MemoryBroker; ana: Page; ben: Page }> {
  const broker = new MemoryBroker();
  const ana = aPage(broker.join("Ana", "host"));
  const ben = aPage(broker.join("Ben"));
  await settled();
  return { broker, ana, ben };
}

/** What a newcomer reads from what is stored. */
export async function storedText(broker: MemoryBroker): Promise<string> {
  const { text, provider } = aPage(broker.join("Newcomer", "viewer"));
  await settled();
  provider.destroy();
  return text.toJSON();
}
