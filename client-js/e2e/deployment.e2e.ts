import { addNote, expectBoard, inviteLink, join, notes, startSession } from "./acts.js";
import { PLAIN_HOST } from "./chromium.js";
import { expect, test } from "./fixtures.js";

test("the pages work as static files of another origin, addressed by query", async ({
  newPage,
  places,
}) => {
  const host = await newPage({ baseURL: places.hostedUrl });
  await startSession(host);
  expect(host.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/some\/folder\/\?s\/[\w-]{27}\/host$/);
  const link = await inviteLink(host);
  expect(link).toContain(`${places.hostedUrl}?j#1.`);
  const guest = await newPage();
  await join(guest, link);
  await addNote(guest, "from afar");
  await host.getByRole("link", { name: "Open the session" }).click();
  await expect(notes(host)).toHaveText(["from afar"]);
  await host.reload();
  await expectBoard(host);
});

test.describe("the page's own protection", () => {
  test.use({ tolerated: /TrustedHTML|integrity/ });

  test("a string given to an HTML sink is refused", async ({ page, watch }) => {
    await page.goto("/");
    const refused = await page.evaluate(() => {
      try {
        document.body.innerHTML = "<b>injected</b>";
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toBe(true);
    await expect.poll(() => watch.faults.join()).toContain("TrustedHTML");
  });

  test("a script that does not match its digest is not run", async ({ page, watch }) => {
    await page.route("**/assets/*.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n` });
    });
    await page.goto("/");
    await expect.poll(() => watch.faults.join()).toContain("integrity");
    await expect(page.locator("lk-app")).toBeEmpty();
  });
});

test.describe("at an address that is not the server's own", () => {
  test.use({ tolerated: /^asked localhost:/ });

  test("the page leads to the one that is", async ({ newPage, places }) => {
    const other = new URL(places.broker.url);
    other.hostname = "localhost";
    const page = await newPage({ baseURL: other.href });
    await page.goto("/");
    await page.getByLabel("Your name").fill("Ana");
    await page.getByLabel("What is it about?").fill("Roadmap");
    await page.getByRole("button", { name: "Start session" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "This server has another address",
    );
    await page.getByRole("link", { name: `Open ${places.broker.url}` }).click();
    await expect(page).toHaveURL(`${places.broker.url}/`);
  });
});

test.describe("over plain http", () => {
  test.use({ tolerated: new RegExp(`^asked ${PLAIN_HOST}|^The Cross-Origin-Opener-Policy`) });

  test("the page says that the address is the reason", async ({ page, places }) => {
    const address = new URL("/j", places.broker.url);
    address.hostname = PLAIN_HOST;
    await page.goto(address.href);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This address isn’t secure");
    await expect(page.getByRole("button", { name: `Open ${PLAIN_HOST}` })).toBeVisible();
  });
});
