import { BrokerError } from "../src/index.js";
import type { Route } from "./route.js";

export type Page = Exclude<Route["type"], "unknown">;

// Each is fetched when it is first shown, so that an invite does not wait for the host's console.
const PARTS: Readonly<Record<Page, () => Promise<unknown>>> = {
  start: () => import("./pages/startPage.js"),
  join: () => import("./pages/joinPage.js"),
  scan: () => import("./pages/scanPage.js"),
  session: () => import("./pages/sessionPage.js"),
  host: () => import("./pages/hostPage.js"),
  ledger: () => import("./pages/ledgerPage.js"),
};

const loaded = new Set<Page>();

export function isLoaded(page: Page): boolean {
  return loaded.has(page);
}

/** Fetches what defines the page's element. Rejects with code `not_loaded`. */
export async function loadPage(page: Page): Promise<void> {
  await loadPart(PARTS[page]());
  loaded.add(page);
}

/** Waits for a part of the application. Rejects with code `not_loaded`. */
export async function loadPart(part: Promise<unknown>): Promise<void> {
  try {
    await part;
  } catch (cause) {
    throw new BrokerError("not_loaded", "a part of the page could not be fetched", { cause });
  }
}

let outageExpected = !import.meta.env.PROD;

/** Has the browser keep the pages' files, when there is nothing else to do; once. */
export function expectOutage(): void {
  if (!outageExpected) {
    outageExpected = true;
    whenIdle(() => {
      import("./keptShell.js")
        .then(({ keepShell }) => keepShell())
        // Private windows, a full disk: then the pages open only from the server.
        .catch(() => undefined);
    });
  }
}

/** Fetches, when there is nothing else to do, what joining takes beyond the look at the invite. */
export function expectJoin(): void {
  whenIdle(() => {
    const library = [import("../src/joining.js"), import("../src/joseOpinion.js")];
    const opening = [import("../src/sessionOpening.js"), loadPage("session")];
    // A failure shows when they are needed.
    Promise.all([...library, ...opening]).catch(() => undefined);
  });
}

/** Not every browser says when it has nothing else to do. */
function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in globalThis) {
    requestIdleCallback(run);
  } else {
    setTimeout(run);
  }
}
