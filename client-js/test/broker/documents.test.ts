import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { type Session } from "../../src/index.js";
import { SessionProvider } from "../../src/yjs.js";
import { aLiveClient, CARRIERS } from "./carriers.js";
import { aGuest, aSession, keyed } from "./people.js";

const open: Page[] = [];

interface Page {
  readonly session: Session;
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly provider: SessionProvider;
}

function aPage(session: Session): Page {
  const doc = new Y.Doc();
  const provider = new SessionProvider(session, doc, { name: "notes" });
  const page = { session, doc, text: doc.getText("text"), provider };
  open.push(page);
  return page;
}

afterEach(() => {
  for (const { provider, session } of open.splice(0)) {
    provider.destroy();
    session.destroy();
  }
});

async function haveAll(pages: readonly Page[], text: string): Promise<void> {
  for (const page of pages) {
    await expect.poll(() => page.text.toJSON() === text, { timeout: 15_000 }).toBe(true);
  }
}

describe.each(CARRIERS)("a Yjs document, %s,", (_, newClient) => {
  it("survives each new key, and newcomers get all of it", async () => {
    const pages = [aPage(await aSession(newClient()))];
    const [host] = pages as [Page];
    let text = "";
    for (let i = 0; i < 4; i++) {
      await haveAll(pages, text);
      const added = `line ${String(i)}\n`;
      pages.at(-1)?.text.insert(text.length, added);
      text += added;
      pages.push(aPage(await aGuest(host.session, { name: `Guest ${String(i)}` }, newClient())));
      await keyed(host.session, 2 + i);
    }
    await haveAll(pages, text);
    expect(pages.map(({ session }) => session.closed)).toEqual(pages.map(() => null));
  }, 60_000);
});

describe("a Yjs document", () => {
  it("loses nothing that is written while somebody is removed", async () => {
    const host = aPage(await aSession(aLiveClient()));
    const pages = [host];
    for (const name of ["Ben", "Cleo", "Dan"]) {
      pages.push(aPage(await aGuest(host.session, { name }, aLiveClient())));
    }
    const [, ben, cleo, dan] = pages as [Page, Page, Page, Page];
    await haveAll(pages, "");
    for (let i = 0; i < 30; i++) {
      [host, cleo, dan].forEach(({ text }) => {
        text.insert(0, "x");
      });
      if (i === 10) {
        void host.session.members.remove(ben.session.self.id);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await haveAll([host, cleo, dan], "x".repeat(90));
  });

  it("larger than a frame comes to a newcomer under the new key", async () => {
    const host = aPage(await aSession(aLiveClient()));
    const part = "0123456789abcdef".repeat(6_000);
    for (let i = 0; i < 4; i++) {
      host.text.insert(0, part);
      await expect.poll(() => host.provider.unsyncedChanges, { timeout: 20_000 }).toBe(0);
    }
    await aGuest(host.session, { name: "Ben" }, aLiveClient());
    await keyed(host.session, 2);
    const cleo = aPage(await aGuest(host.session, { name: "Cleo" }, aLiveClient()));
    await haveAll([cleo], part.repeat(4));
  }, 60_000);

  it("comes to a newcomer from whoever has it open when the host has not", async () => {
    const session = await aSession(aLiveClient());
    const ben = aPage(await aGuest(session, { name: "Ben" }, aLiveClient()));
    ben.text.insert(0, "by Ben");
    await expect.poll(() => ben.provider.unsyncedChanges).toBe(0);
    await aGuest(session, { name: "Cleo" }, aLiveClient());
    await keyed(session, 3);
    const dan = aPage(await aGuest(session, { name: "Dan" }, aLiveClient()));
    await haveAll([dan], "by Ben");
  }, 40_000);
});
