import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { SessionProvider } from "../../src/yjs.js";
import { aPage, aPair, type Page, settled, storedText } from "./clients.js";
import { MemoryBroker } from "../../src/testing/memoryBroker.js";

describe("a document", () => {
  it("has what each member writes", async () => {
    const { ana, ben } = await aPair();
    ana.text.insert(0, "hello ");
    await settled();
    ben.text.insert(6, "world");
    await settled();
    expect(ana.text.toJSON()).toBe("hello world");
    expect(ben.text.toJSON()).toBe("hello world");
  });

  it("marks what others did with the provider as its origin, so that undo leaves it", async () => {
    const { ana, ben } = await aPair();
    const undo = new Y.UndoManager(ben.text);
    const origins: unknown[] = [];
    ben.doc.on("update", (_update: Uint8Array, origin: unknown) => origins.push(origin));
    ana.text.insert(0, "hers");
    await settled();
    ben.text.insert(4, " his");
    undo.undo();
    expect(origins[0]).toBe(ben.provider);
    expect(ben.text.toJSON()).toBe("hers");
  });

  it("arrives as one change, however long its log is", async () => {
    const { broker, ana } = await aPair();
    for (const letter of "many small updates") {
      ana.text.insert(ana.text.length, letter);
      await settled();
    }
    const late = aPage(broker.join("Claire"));
    const changes: string[] = [];
    late.text.observe(() => changes.push(late.text.toJSON()));
    await settled();
    expect(broker.log("").entries.length).toBeGreaterThan(10);
    expect(changes).toEqual(["many small updates"]);
  });

  it("is another in a channel of another name", async () => {
    const { broker, ana } = await aPair();
    const notes = aPage(ana.session, new Y.Doc(), { name: "notes" });
    notes.text.insert(0, "a note");
    ana.text.insert(0, "a text");
    await settled();
    const late = aPage(broker.join("Claire"), new Y.Doc(), { name: "notes" });
    await settled();
    expect(late.text.toJSON()).toBe("a note");
    expect(notes.provider.roomname).toBe("notes");
  });

  it("is stored with what it had before the provider was made", async () => {
    const { broker } = await aPair();
    const doc = new Y.Doc();
    doc.getText("text").insert(0, "written offline");
    aPage(broker.join("Claire"), doc);
    await settled();
    expect(await storedText(broker)).toBe("written offline");
  });

  it("is not stored again when this device had kept it", async () => {
    const { broker, ana } = await aPair();
    ana.text.insert(0, "kept");
    ana.text.delete(0, 1);
    await settled();
    const entries = broker.log("").entries.length;
    const kept = new Y.Doc();
    Y.applyUpdate(kept, Y.encodeStateAsUpdate(ana.doc));
    aPage(broker.join("Ana's laptop"), kept);
    const loadedLater = aPage(broker.join("Ana's phone"));
    Y.applyUpdate(loadedLater.doc, Y.encodeStateAsUpdate(ana.doc), "storage");
    await settled();
    expect(broker.log("").entries).toHaveLength(entries);
  });

  it("keeps what is deleted deleted, when only that is new to the channel", async () => {
    const { broker, ana } = await aPair();
    ana.text.insert(0, "gone here");
    await settled();
    const offline = new Y.Doc();
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(ana.doc));
    offline.getText("text").delete(0, 5);
    aPage(broker.join("Claire"), offline);
    await settled();
    expect(ana.text.toJSON()).toBe("here");
  });

  it("can be shown again after its provider was destroyed", async () => {
    const { ana } = await aPair();
    ana.text.insert(0, "still here");
    await settled();
    ana.provider.destroy();
    const again = aPage(ana.session);
    await settled();
    expect(again.text.toJSON()).toBe("still here");
    expect(again.provider.synced).toBe(true);
  });

  it("can be shown again while the broker is out of reach, with what was written meanwhile", async () => {
    const { ana, ben } = await aPair();
    ana.text.insert(0, "before");
    await settled();
    ana.session.cut();
    ana.text.insert(6, ", during");
    ana.provider.destroy();
    const again = aPage(ana.session);
    expect(again.text.toJSON()).toBe("before, during");
    ana.session.reach();
    await settled();
    expect(ben.text.toJSON()).toBe("before, during");
    expect(again.text.toJSON()).toBe("before, during");
  });

  it("survives a provider that is destroyed at once, as StrictMode does", async () => {
    const broker = new MemoryBroker();
    const session = broker.join("Ana");
    const doc = new Y.Doc();
    new SessionProvider(session, doc).destroy();
    const { text, provider } = aPage(session, doc);
    text.insert(0, "mounted twice");
    await settled();
    expect(session.status).toBe("connected");
    expect(provider.synced).toBe(true);
    expect(broker.log("").entries).toHaveLength(1);
    expect(await storedText(broker)).toBe("mounted twice");
  });

  it("is stored with what was written just before the provider was destroyed", async () => {
    const { broker, ana } = await aPair();
    ana.session.held = true;
    ana.text.insert(0, "first");
    ana.text.insert(5, ", second");
    ana.provider.destroy();
    ana.session.release();
    await settled();
    expect(await storedText(broker)).toBe("first, second");
  });

  it("does not change by what is no update", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { ana, ben } = await aPair();
    const counts: number[] = [];
    ben.provider.on("decrypt-error", ({ count }) => counts.push(count));
    ana.text.insert(0, "before");
    for (const payload of ["", "\u0000", "no update at all", "\u0001\u00ff\u00ff\u0003"]) {
      void ana.session.channel().append(new TextEncoder().encode(payload));
    }
    const cut = Y.encodeStateAsUpdate(ana.doc).slice(0, -3);
    void ana.session.channel().append(cut);
    await settled();
    ana.text.insert(6, " and after");
    await settled();
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    expect(ben.text.toJSON()).toBe("before and after");
    expect(ben.provider.synced).toBe(true);
    expect(warn).toHaveBeenCalledTimes(2); // once for each of the two
    warn.mockRestore();
  });
});

describe("changes", () => {
  it("made while one is on its way go together", async () => {
    const { broker, ana } = await aPair();
    ana.session.held = true;
    for (const letter of "typing") {
      ana.text.insert(ana.text.length, letter);
    }
    expect(ana.provider.unsyncedChanges).toBe(6);
    ana.session.release();
    await settled();
    expect(broker.log("").entries).toHaveLength(2);
    expect(ana.provider.unsyncedChanges).toBe(0);
    expect(await storedText(broker)).toBe("typing");
  });

  it("made while the broker is out of reach are handed over after two seconds", async () => {
    const { ana } = await aPair();
    ana.session.cut();
    vi.useFakeTimers();
    const channel = ana.session.channel();
    const append = vi.spyOn(channel, "append");
    ana.text.insert(0, "a");
    ana.text.insert(1, "b");
    ana.text.insert(2, "c");
    expect(append).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2_000);
    expect(append).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });

  it("are collected for as long as the flush delay says", async () => {
    const broker = new MemoryBroker();
    const { text, provider } = aPage(broker.join("Ana"), new Y.Doc(), { flushDelay: 40 });
    await settled();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    text.insert(0, "a");
    text.insert(1, "b");
    vi.advanceTimersByTime(39);
    await settled();
    expect(broker.log("").entries).toHaveLength(0);
    vi.advanceTimersByTime(1);
    await settled();
    vi.useRealTimers();
    expect(broker.log("").entries).toHaveLength(1);
    expect(provider.hasUnsyncedChanges).toBe(false);
  });

  it("of a viewer stay here, which is told once, and are sent when it may write", async () => {
    const { broker, ana } = await aPair();
    const viewer = aPage(broker.join("Claire", "viewer"));
    const errors: string[] = [];
    viewer.provider.on("error", ({ message }) => errors.push(message));
    await settled();
    viewer.text.insert(0, "may I?");
    viewer.text.insert(6, " please");
    await settled();
    expect(viewer.provider.authorizedScope).toBe("readonly");
    expect(errors).toEqual(["a viewer's changes to the document stay on this device"]);
    expect(ana.text.toJSON()).toBe("");
    expect(viewer.provider.unsyncedChanges).toBe(2);
    viewer.session.rename({ role: "editor" });
    await settled();
    expect(viewer.provider.authorizedScope).toBe("read-write");
    expect(ana.text.toJSON()).toBe("may I? please");
    expect(viewer.provider.unsyncedChanges).toBe(0);
  });

  it("that are refused stay here, and go with the next one once they fit", async () => {
    const { broker, ana } = await aPair();
    const errors: string[] = [];
    ana.provider.on("error", ({ message }) => errors.push(message));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    ana.session.channel().fits = 1_000;
    ana.text.insert(0, "x".repeat(2_000));
    await settled();
    expect(errors).toEqual(["too large for one frame"]);
    expect(ana.provider.hasUnsyncedChanges).toBe(true);
    ana.text.delete(0, 1_990);
    await settled();
    expect(broker.log("").entries).toHaveLength(0);
    vi.advanceTimersByTime(2_000);
    await settled();
    vi.useRealTimers();
    expect(await storedText(broker)).toBe("x".repeat(10));
    expect(ana.provider.hasUnsyncedChanges).toBe(false);
  });

  it("that are small are never merged to what is too large", async () => {
    const { broker, ana } = await aPair();
    ana.session.held = true;
    const letters = "abcdefgh";
    for (const letter of letters) {
      ana.text.insert(ana.text.length, letter.repeat(100_000));
    }
    ana.session.release();
    await settled();
    expect(ana.provider.unsyncedChanges).toBe(0);
    expect((await storedText(broker)).length).toBe(letters.length * 100_000);
  });
});

describe("a snapshot", () => {
  async function written(page: Page, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      page.text.insert(page.text.length, String(i % 10));
      await settled();
    }
  }

  it("replaces the log when the broker asks", async () => {
    const { broker, ana, ben } = await aPair();
    await written(ana, 20);
    ben.session.channel().tell("compact");
    await settled();
    expect(broker.log("").entries.map(({ kind }) => kind)).toEqual(["replace"]);
    expect(await storedText(broker)).toBe(ana.text.toJSON());
  });

  it("replaces the log when it has grown to 500 entries, by who wrote the last", async () => {
    const { broker, ana, ben } = await aPair();
    await written(ana, 499);
    await written(ben, 2);
    const { entries } = broker.log("");
    expect(entries.map(({ kind, by }) => [kind, by.name])).toEqual([
      ["replace", "Ben"],
      ["append", "Ben"],
    ]);
    expect(await storedText(broker)).toBe(ana.text.toJSON());
  });

  it("leaves out neither what is on its way nor what another adds meanwhile", async () => {
    const { broker, ana, ben } = await aPair();
    await written(ana, 5);
    ben.session.held = true;
    ben.text.insert(0, "on its way, ");
    ben.session.channel().tell("compact");
    ana.text.insert(0, "meanwhile, ");
    await settled();
    ben.session.release();
    await settled();
    expect(ana.text.toJSON()).toContain("on its way, ");
    expect(await storedText(broker)).toBe(ana.text.toJSON());
    expect(ben.text.toJSON()).toBe(ana.text.toJSON());
  });

  it("that is too large for one entry is not made, and nothing is lost", async () => {
    const { broker, ana } = await aPair();
    await written(ana, 5);
    ana.session.channel().fits = 10;
    ana.session.channel().tell("compact");
    await settled();
    expect(broker.log("").entries).toHaveLength(5);
    expect(await storedText(broker)).toBe("01234");
  });
});
