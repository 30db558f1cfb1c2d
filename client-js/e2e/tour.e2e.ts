import type { Page } from "@playwright/test";

import {
  addNote,
  askToRemove,
  entries,
  expectBoard,
  expectProblem,
  inviteLink,
  joinButton,
  notes,
  openLedger,
  openText,
  personRow,
  startSession,
} from "./acts.js";
import { expect, test } from "./fixtures.js";

// Who is out is refused.
const REFUSED = /status of 40[14]/;

test.use({ tolerated: REFUSED });
test.slow();

test("a whole tour of host and guest asks the broker and no other host, and no console has an error", async ({
  newPage,
  places,
}) => {
  const [host, guest] = [
    await newPage({ serviceWorkers: "allow" }),
    await newPage({ serviceWorkers: "allow" }),
  ];
  const ofHost = record(host);
  const ofGuest = record(guest);

  await startSession(host);
  await guest.goto(await inviteLink(host, { note: "Come in", approval: true }));
  await guest.getByRole("button", { name: "Ask to join" }).click();
  await host.getByRole("button", { name: "Admit Ben" }).click();
  await expectBoard(guest);
  await addNote(guest, "from Ben");
  await (await openText(guest)).pressSequentially("shared");
  await host.getByRole("link", { name: "Open the session" }).click();
  await expect(notes(host)).toHaveText(["from Ben"]);
  await expect(personRow(host, "Ben")).toBeVisible();
  await host.goBack();
  await openLedger(host);
  await expect(host.getByRole("main").getByText(/^Verified up to #\d+$/)).toBeVisible();
  await expect(entries(host).filter({ hasText: /let Ben in/ })).toHaveCount(1);
  await host.goBack();
  expect(ofGuest.errors).toEqual([]);
  const asking = await askToRemove(host, "Ben");
  await asking.getByRole("button", { name: "Remove Ben" }).click();
  await host.getByRole("button", { name: "Done" }).click();
  await expectProblem(guest, "Ana removed you from this session");
  await guest.goto(await inviteLink(host, { name: "Cleo" }));
  await expect(joinButton(guest)).toBeVisible();
  await host.getByRole("button", { name: "End session…" }).click();
  const ending = host.getByRole("dialog", { name: "End this session for everyone?" });
  await ending.getByLabel("To confirm, type Roadmap").fill("Roadmap");
  await ending.getByRole("button", { name: "End session" }).click();
  await expectProblem(host, "You ended the session");

  const broker = new URL(places.broker.url).host;
  for (const { hosts, errors } of [ofHost, ofGuest]) {
    expect([...hosts.keys()].sort()).toEqual([`http: ${broker}`, `ws: ${broker}`]);
    expect(errors.filter((error) => !REFUSED.test(error))).toEqual([]);
  }
  expect(ofHost.hosts.get(`http: ${broker}`)).toBeGreaterThan(20);
});

interface Recording {
  /** How often each was asked, with its scheme. */
  readonly hosts: ReadonlyMap<string, number>;
  readonly errors: readonly string[];
}

/** Everything that the page, its worker and whatever else is in its context asks, of anybody. */
function record(page: Page): Recording {
  const hosts = new Map<string, number>();
  const errors: string[] = [];
  const ask = (url: string): void => {
    const { protocol, host } = new URL(url);
    const name = `${protocol} ${host}`;
    hosts.set(name, (hosts.get(name) ?? 0) + 1);
  };
  page.context().on("request", (request) => {
    ask(request.url());
  });
  page.on("websocket", (socket) => {
    ask(socket.url());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") {
      errors.push(message.text());
    }
  });
  return { hosts, errors };
}
