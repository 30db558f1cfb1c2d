import type { Route } from "@playwright/test";

import { formatInviteLink, parseInviteLink } from "../src/inviteLink.js";
import { randomInviteSecret } from "../src/inviteSecret.js";
import { expectBoard, expectProblem, hold, join, joinButton } from "./acts.js";
import { expect, test as base } from "./fixtures.js";

const INVITE = "**/v1/invites/*";
const JOINS = "**/v1/joins";

const test = base.extend<{ link: string }>({
  link: async ({ session }, use) => {
    const { link } = await session.invites.create({ name: "Ben" });
    await use(link);
  },
});

test("checking: says so when it takes a while", async ({ guest, link }) => {
  const held = await hold(guest, INVITE);
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Checking your invite…" })).toBeVisible();
  await expect(guest.getByRole("main")).toHaveAttribute("aria-busy", "true");
  held.release();
  await expect(joinButton(guest)).toBeVisible();
  await expect(guest.getByRole("main")).toHaveAttribute("aria-busy", "false");
});

test("ready: has the focus on the heading, and joins by Enter in the name", async ({
  guest,
  link,
}) => {
  await guest.goto(link);
  await expect(guest.getByRole("heading", { level: 1 })).toBeFocused();
  await guest.keyboard.press("Enter");
  await expect(joinButton(guest)).toBeEnabled();
  await guest.getByLabel("Your name").press("Enter");
  await expectBoard(guest);
});

for (const name of ["", "  "]) {
  test(`ready: a name is wanted, and “${name}” is none`, async ({ guest, link }) => {
    await guest.goto(link);
    await guest.getByLabel("Your name").fill(name);
    await joinButton(guest).click();
    await expect(guest.getByLabel("Your name")).toBeFocused();
    await expect(joinButton(guest)).toBeEnabled();
  });
}

test("ready: another invite to the session says that this device is in already", async ({
  guest,
  session,
}) => {
  const links = await Promise.all(
    ["Ben", "Claire"].map((name) => session.invites.create({ name }).then(({ link }) => link)),
  );
  const [first = "", second = ""] = links;
  await join(guest, first);
  await guest.goto(second);
  await expect(guest.getByRole("note")).toContainText("You are in this session already, as Ben");
  await guest.getByRole("button", { name: "Open it" }).click();
  await expectBoard(guest);
});

test("joining: the button waits, and cannot be pressed again", async ({ guest, link }) => {
  await guest.goto(link);
  const held = await hold(guest, JOINS);
  await joinButton(guest).click();
  await expect(guest.getByRole("button", { name: "Joining…" })).toBeDisabled();
  await expect(guest.getByRole("status")).toHaveText("Joining…");
  held.release();
  await expectBoard(guest);
  await expect(guest.getByRole("status")).toHaveText("You are in “Roadmap”.");
});

test("used elsewhere: says so before anything is pressed", async ({ guest, newPage, link }) => {
  await join(guest, link);
  const other = await newPage();
  await other.goto(link);
  await expectProblem(other, "This invite was already used on another device");
});

const broken: readonly (readonly [string, (link: string) => string, string | RegExp])[] = [
  ["damaged", (link) => link.replace("#1.", "#1.x"), "This link is damaged"],
  ["incomplete", (link) => link.slice(0, -6), "This link is incomplete"],
  ["cut at the #", (link) => link.replace(/#.*/, ""), "The secret part of the link is missing"],
  ["foreign", (link) => link.replace(/#.*/, "#chapter-2"), "This is no Latchkey invite"],
  ["rewritten", (link) => link.replace("#", "%23"), /showed its secret to the server/],
  ["rewritten twice", (link) => link.replace("#", "%2523"), /showed its secret to the server/],
];

for (const [what, change, title] of broken) {
  test(`${what}: says what is wrong, asks nobody, and takes the whole link`, async ({
    guest,
    link,
  }) => {
    const asked: string[] = [];
    guest.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await guest.goto(change(link));
    await expectProblem(guest, title);
    expect(asked.filter((path) => path.startsWith("/v1/"))).toEqual([]);
    expect(new URL(guest.url()).pathname).toBe("/j");
    await guest.getByLabel("Paste an invite link").fill(` <${link}> `);
    await guest.getByRole("button", { name: "Open invite" }).click();
    await expect(joinButton(guest)).toBeVisible();
  });
}

test("rewritten: leads to a host's approval, and never straight in", async ({
  guest,
  newPage,
  session,
}) => {
  const asking = await session.invites.create({ name: "Ben", requireApproval: true });
  await guest.goto(asking.link.replace("#", "%23"));
  await guest.getByRole("button", { name: "Ask to be let in all the same" }).click();
  await expect(guest.getByRole("note")).toContainText("Ana has to let you in");
  await expect(guest.getByRole("button", { name: "Ask to join" })).toBeVisible();
  const open = await session.invites.create({ name: "Claire" });
  const other = await newPage();
  await other.goto(open.link.replace("#", "%23"));
  await other.getByRole("button", { name: "Ask to be let in all the same" }).click();
  await expectProblem(other, "This invite is not safe any more");
});

test("in an app's own browser: says so before anything is spent", async ({ newPage, link }) => {
  const userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Instagram 390.0.0";
  const inside = await newPage({ userAgent });
  await inside.goto(link);
  await expect(inside.getByRole("note")).toContainText("You’re inside Instagram’s own browser.");
  await expect(inside.getByRole("button", { name: "Copy link" })).toBeVisible();
  await expect(joinButton(inside)).toBeEnabled();
});

test("a link of a later version: says that the page is too old", async ({ guest, link }) => {
  await guest.goto(link.replace("#1.", "#2."));
  await expectProblem(guest, "This link needs a newer version of this page");
});

test("a link pasted into the address bar of the open page is looked at", async ({
  guest,
  link,
}) => {
  await guest.goto("/j");
  await expectProblem(guest, "The secret part of the link is missing");
  await guest.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await expect(joinButton(guest)).toBeVisible();
  expect(guest.url()).not.toContain("#");
});

test("wrong key: a preview that the host did not sign is not shown", async ({ guest, link }) => {
  await guest.route(INVITE, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { preview: string };
    const preview = answer.preview.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    await route.fulfill({ response, json: { ...answer, preview } });
  });
  await guest.goto(link);
  await expectProblem(guest, "We can’t open this invite");
  await expect(guest.getByText("Ana")).toHaveCount(0);
});

test.describe("with answers that a browser logs", () => {
  test.use({ tolerated: /^Failed to load resource/ });

  test("expired: on looking and on joining", async ({ guest, newPage, session }) => {
    const { link } = await session.invites.create({ name: "Ben", expiresIn: 6000 });
    await guest.goto(link);
    const held = await hold(guest, JOINS);
    await joinButton(guest).click();
    await held.sent;
    const late = await newPage();
    const expired = late.getByRole("heading", { name: "This invite has expired", level: 1 });
    // The page that was told to join waits for its answer, but not for long.
    await expect(async () => {
      await late.goto("about:blank");
      await late.goto(link);
      await expect(joinButton(late).or(expired)).toBeVisible();
      await expect(expired).toBeVisible({ timeout: 1 });
    }).toPass();
    held.release();
    await expectProblem(guest, "This invite has expired");
  });

  test("revoked: on looking and on joining", async ({ guest, newPage, session }) => {
    const { link, id } = await session.invites.create({ name: "Ben" });
    await guest.goto(link);
    await expect(joinButton(guest)).toBeVisible();
    await session.invites.revoke(id);
    await joinButton(guest).click();
    await expectProblem(guest, "Ana withdrew this invite");
    expect(await session.invites.list()).toMatchObject([{ opened: 1, failed: 1 }]);
    const late = await newPage();
    await late.goto(link);
    await expectProblem(late, "Ana withdrew this invite");
  });

  test("unknown: the broker has no such invite", async ({ guest, link }) => {
    const { sid } = parseInviteLink(link);
    const address = link.replace(/#.*/, "");
    await guest.goto(formatInviteLink(address, sid, randomInviteSecret()));
    await expectProblem(guest, "We don’t know this invite");
  });

  test("rate limited: counts down, says when it is over, and never presses by itself", async ({
    guest,
    link,
  }) => {
    await guest.clock.install();
    let asked = 0;
    await guest.route(INVITE, async (route) => {
      asked++;
      await (asked === 1 ? route.fulfill(tooMany(42_000)) : route.continue());
    });
    await guest.goto(link);
    await expectProblem(guest, "Too many tries");
    const again = guest.getByRole("button", { name: "Try again" });
    await expect(guest.getByText("You can try again in 0:42.")).toBeVisible();
    await expect(again).toBeDisabled();
    await guest.clock.runFor(33_000);
    await expect(guest.getByText("You can try again in 0:09.")).toBeVisible();
    await expect(guest.getByRole("status")).toHaveText("You can try again in ten seconds.");
    await guest.clock.runFor(10_000);
    await expect(guest.getByRole("status")).toHaveText("You can try again now.");
    await guest.clock.runFor(60_000);
    expect(asked).toBe(1);
    await again.click();
    await expect(joinButton(guest)).toBeVisible();
  });

  test("full on joining: the invite is back after half a minute, and nothing is pressed by itself", async ({
    guest,
    link,
  }) => {
    await guest.clock.install();
    let joins = 0;
    await guest.route(JOINS, async (route) => {
      joins++;
      const full = { status: 409, contentType: "application/problem+json" };
      await (joins === 1
        ? route.fulfill({ ...full, json: { code: "session_full" } })
        : route.continue());
    });
    await guest.goto(link);
    await joinButton(guest).click();
    await expectProblem(guest, "The session is full");
    await guest.clock.runFor(31_000);
    await expect(joinButton(guest)).toBeVisible();
    expect(joins).toBe(1);
    await joinButton(guest).click();
    await expectBoard(guest);
  });

  test("rate limited on joining: leads back to the card", async ({ guest, link }) => {
    await guest.goto(link);
    await guest.route(JOINS, (route) => route.fulfill(tooMany(1000)));
    await joinButton(guest).click();
    await expectProblem(guest, "Too many tries");
    await guest.unroute(JOINS);
    await guest.getByRole("button", { name: "Try again" }).click();
    await joinButton(guest).click();
    await expectBoard(guest);
  });

  test("offline: says that nothing was used, and goes on when the network is back", async ({
    guest,
    link,
  }) => {
    await guest.goto(link);
    await expect(joinButton(guest)).toBeVisible();
    await guest.waitForLoadState("networkidle");
    await guest.context().setOffline(true);
    await joinButton(guest).click();
    await expectProblem(guest, "You’re offline");
    await expect(guest.getByText("Nothing has been used up")).toBeVisible();
    await guest.context().setOffline(false);
    await joinButton(guest).click();
    await expectBoard(guest);
  });

  test("unreachable: names the server, and tries again when asked to", async ({ guest, link }) => {
    await guest.route(INVITE, (route) => route.abort());
    await guest.goto(link);
    await expectProblem(guest, /^We can’t reach 127\.0\.0\.1/);
    await guest.unroute(INVITE);
    await guest.getByRole("button", { name: "Try again" }).click();
    await expect(joinButton(guest)).toBeVisible();
  });

  test("a page of a hotel in place of the answer is not taken for one", async ({ guest, link }) => {
    await guest.route(INVITE, (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>Welcome to the Wi-Fi</h1>" }),
    );
    await guest.goto(link);
    await expectProblem(guest, /^We can’t reach/);
  });
});

function tooMany(retryAfterMs: number): Parameters<Route["fulfill"]>[0] {
  return {
    status: 429,
    contentType: "application/problem+json",
    json: { code: "rate_limited", detail: "Too many.", requestId: "r", retryAfterMs },
  };
}
