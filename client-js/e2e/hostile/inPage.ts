import { fileURLToPath } from "node:url";

import type { Page } from "@playwright/test";

import type * as Library from "../../src/index.js";

const LIBRARY = fileURLToPath(new URL("../../dist/latchkey.global.js", import.meta.url));

declare const Latchkey: typeof Library;
declare global {
  /** What a page holds: a client, and a session with what it has said since it was opened. */
  var inPage: {
    readonly client: Library.Client;
    readonly alarms: Library.Alarm[];
    readonly refused: Library.RefusedFrame[];
    session: Library.Session | null;
    readonly enter: (session: Promise<Library.Session | null>) => Promise<string>;
    readonly codeOf: (error: unknown) => string;
  };
}

/** Opens an empty page of the broker's origin with the library as it is delivered, and a client. */
export async function loadLibrary(page: Page, origin: string): Promise<void> {
  const address = `${origin}/person`;
  await page.route(address, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
  );
  await page.goto(address);
  await page.addScriptTag({ path: LIBRARY });
  await page.evaluate((brokerUrl) => {
    globalThis.inPage = {
      client: Latchkey.createClient({ brokerUrl, maxBackoffTime: 500 }),
      alarms: [],
      refused: [],
      session: null,
      enter: async (opening) => {
        try {
          const session = await opening;
          inPage.session = session;
          inPage.alarms.push(...[session?.closed?.alarm ?? []].flat());
          session?.on("alarm", (alarm) => inPage.alarms.push(alarm));
          session?.on("refused", (frame) => inPage.refused.push(frame));
          return session === null ? "none" : "entered";
        } catch (error) {
          return inPage.codeOf(error);
        }
      },
      codeOf: (error) => (error instanceof Latchkey.BrokerError ? error.code : String(error)),
    };
  }, origin);
}
