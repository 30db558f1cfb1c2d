import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { forgetInviteLink, takeInviteLink } from "../src/takeInviteLink.js";

const INVITE = "1.AAAAAAAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBB.CCCC";

/** As much of a tab as the function touches. */
class Tab {
  readonly replaced: string[] = [];
  readonly kept = new Map<string, string>();

  open(href: string): void {
    vi.stubGlobal("location", { href });
    vi.stubGlobal("history", {
      state: { scroll: 7 },
      replaceState: (state: unknown, _: string, url: string) => {
        expect(state).toEqual({ scroll: 7 });
        this.replaced.push(url);
        vi.stubGlobal("location", { href: url });
      },
    });
    vi.stubGlobal("sessionStorage", {
      getItem: (key: string) => this.kept.get(key) ?? null,
      setItem: (key: string, value: string) => this.kept.set(key, value),
      removeItem: (key: string) => this.kept.delete(key),
    });
  }
}

describe("the invite of a page", () => {
  let tab: Tab;

  beforeEach(() => {
    tab = new Tab();
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is taken out of the address at once", () => {
    const link = `https://app.example/j?lang=en#${INVITE}`;
    tab.open(link);
    expect(takeInviteLink()).toBe(link);
    expect(tab.replaced).toEqual(["https://app.example/j?lang=en"]);
  });

  it("is found again after a reload of the tab, until it is forgotten", () => {
    const link = `https://app.example/j#${INVITE}`;
    tab.open(link);
    takeInviteLink();
    tab.open("https://app.example/j");
    expect(takeInviteLink()).toBe(link);
    forgetInviteLink();
    expect(takeInviteLink()).toBeNull();
  });

  it.each(["%231.", "%25231."])(
    "that a mail system rewrote to %j leaves the address, too",
    (mark) => {
      const link = `https://app.example/j${mark}${INVITE.slice(2)}`;
      tab.open(link);
      expect(takeInviteLink()).toBe(link);
      expect(tab.replaced).toEqual(["https://app.example/j"]);
    },
  );

  it("that was cut after its beginning is taken, to be told apart later", () => {
    const cut = `https://app.example/j#${INVITE.slice(0, 20)}`;
    tab.open(cut);
    expect(takeInviteLink()).toBe(cut);
  });

  it.each(["", "#", "#page-1", "#/route", "#1", "#1.2", "#10.x", "#x1.", "?q=%231.5"])(
    "is not the page's own fragment %j",
    (fragment) => {
      tab.open(`https://app.example/j${fragment}`);
      expect(takeInviteLink()).toBeNull();
      expect(tab.replaced).toEqual([]);
    },
  );

  it("is taken where the browser blocks storage", () => {
    const link = `https://app.example/j#${INVITE}`;
    tab.open(link);
    vi.stubGlobal("sessionStorage", undefined);
    expect(takeInviteLink()).toBe(link);
  });

  it("is none outside of a page", () => {
    expect(takeInviteLink()).toBeNull();
  });
});
