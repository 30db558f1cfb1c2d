import { encodeBase64Url } from "./base64Url.js";

const PREFIX = "latchkey/page/";
const PAGE_BYTES = 9;
/** Those of this very page, or process. */
const here = new Set<string>();

/** Names one run of a session, and lets other pages find out when it is over, however it ended. */
export class PageLock {
  readonly page = encodeBase64Url(crypto.getRandomValues(new Uint8Array(PAGE_BYTES)));
  #release = (): void => undefined;

  constructor() {
    here.add(this.page);
    void lockManager()?.request(
      PREFIX + this.page,
      () =>
        new Promise<void>((resolve) => {
          this.#release = resolve;
        }),
    );
  }

  end(): void {
    here.delete(this.page);
    this.#release();
  }
}

/** Does the task if the run is over, and nobody else does such a task for it now. */
export async function ifOver(page: string, task: () => Promise<void>): Promise<void> {
  if (here.has(page)) {
    return;
  }
  const locks = lockManager();
  if (locks === undefined) {
    await task();
    return;
  }
  await locks.request(PREFIX + page, { ifAvailable: true }, async (lock) => {
    if (lock !== null) {
      await task();
    }
  });
}

/** Not everywhere; without it, runs in other processes count as over. */
function lockManager(): LockManager | undefined {
  return typeof navigator === "undefined" ? undefined : (navigator as Partial<Navigator>).locks;
}
