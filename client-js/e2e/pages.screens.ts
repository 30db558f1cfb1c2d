import type { BrowserContextOptions, Page } from "@playwright/test";

import {
  addNote,
  askToRemove,
  entries,
  expectBoard,
  expectProblem,
  hold,
  invite,
  joinButton,
  manage,
  openLedger,
  openText,
  startSession,
} from "./acts.js";
import { expect, test } from "./fixtures.js";

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 320, height: 640 } };
const SCHEMES = ["light", "dark"] as const;
const FOLDER = "test-results/screens";

test.use({ tolerated: /Failed to load resource/ });

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of SCHEMES) {
    test(`${size}, ${colorScheme}`, async ({ newPage, session }) => {
      const look: BrowserContextOptions = { viewport, colorScheme, reducedMotion: "reduce" };
      const draw = async (page: Page, name: string): Promise<void> => {
        await page.screenshot({
          path: `${FOLDER}/${name}-${size}-${colorScheme}.png`,
          fullPage: true,
        });
      };

      const host = await newPage(look);
      await host.goto("/");
      await expect(host.getByText("No sessions on this device")).toBeVisible();
      await draw(host, "start-empty");
      await startSession(host, { name: "Ana", title: "Technology radar, autumn 2026" });
      await draw(host, "host-empty");
      await host.getByRole("button", { name: "Invite", exact: true }).click();
      await draw(host, "invite-form");
      await host.keyboard.press("Escape");
      const note = "We start at noon. Bring what you know about the new release.";
      const link = await invite(host, { name: "Ben", note });
      await draw(host, "invite-ready");
      await host.getByRole("button", { name: "Show QR code" }).click();
      await draw(host, "invite-qr");
      await host.getByRole("button", { name: "Done" }).click();

      const guest = await newPage(look);
      await guest.goto(link);
      await expect(joinButton(guest)).toBeVisible();
      await draw(guest, "join-ready");
      const late = await newPage(look);
      await late.goto(link);
      const held = await hold(late, "**/v1/joins");
      await joinButton(late).click();
      await held.sent;
      await draw(late, "join-joining");
      await joinButton(guest).click();
      await expectBoard(guest);
      await draw(guest, "session-empty");
      held.release();
      await expectProblem(late, /already used/);
      await draw(late, "join-used");
      await addNote(guest, "Adopt: passkeys everywhere");
      await addNote(guest, "Hold: sending secrets by mail, whoever asks for it");
      await draw(guest, "session-editor");
      const editor = await openText(guest);
      await editor.fill("Agenda\n\n1. What is new\n2. What goes");
      await draw(guest, "session-text");

      const viewerLink = await invite(host, { name: "Claire", role: "Viewer" });
      await host.getByRole("button", { name: "Done" }).click();
      const viewer = await newPage(look);
      await viewer.goto(viewerLink);
      await joinButton(viewer).click();
      await expectBoard(viewer);
      await expect(viewer.getByText("Adopt: passkeys")).toBeVisible();
      await draw(viewer, "session-viewer");
      await expect(await openText(viewer)).toContainText("Agenda");
      await draw(viewer, "session-viewer-text");
      const auditing = await session.invites.create({ name: "Kim", role: "auditor" });
      const auditor = await newPage(look);
      await auditor.goto(auditing.link);
      await joinButton(auditor).click();
      await expectBoard(auditor);
      await draw(auditor, "session-auditor");
      const unused = await invite(host, { name: "Dora, from the team next door", uses: 3 });
      await host.getByRole("button", { name: "Done" }).click();
      await host.reload();
      await expect(host.getByText("Somebody else may have the link")).toBeVisible();
      await draw(host, "host-full");
      await host.getByRole("button", { name: "Revoke" }).last().click();
      await draw(host, "host-revoking");
      await host.getByRole("button", { name: "Keep it" }).click();
      await manage(host, "Claire");
      await draw(host, "host-managing");
      const asking = await askToRemove(host, "Ben");
      await draw(host, "remove-form");
      await asking.getByRole("button", { name: "Remove Ben" }).click();
      await expect(host.getByRole("heading", { name: "Ben is removed" })).toBeFocused();
      await draw(host, "removed");
      await expectProblem(guest, /removed you/);
      await draw(guest, "session-removed");
      await host.getByRole("button", { name: "Done" }).click();
      const asked = await invite(host, { name: "Emil", approval: true });
      await host.getByRole("button", { name: "Done" }).click();
      const emil = await newPage(look);
      await emil.goto(asked);
      await draw(emil, "join-asking");
      await emil.getByRole("button", { name: "Ask to join" }).click();
      await expect(emil.getByRole("list", { name: "Pictures to compare" })).toBeVisible();
      await draw(emil, "waiting");
      await host.getByText("Compare pictures").click();
      await draw(host, "host-knock");
      await host.getByRole("button", { name: "Decline Emil", exact: true }).click();
      await expectProblem(emil, /did not let you in/);
      await draw(emil, "join-declined");
      await host.getByRole("button", { name: "End session…" }).click();
      await draw(host, "end-form");
      await host.keyboard.press("Escape");
      await openLedger(host);
      await expect(host.getByRole("main").getByText(/^Verified up to #\d+$/)).toBeVisible();
      await draw(host, "ledger");
      await host.getByLabel("Result").selectOption("Refused");
      await entries(host).last().getByText("Details").click();
      await draw(host, "ledger-refused");
      await openLedger(auditor);
      await expect(auditor.getByRole("main").getByText(/^Verified up to #\d+$/)).toBeVisible();
      await draw(auditor, "ledger-auditor");
      await host.goto("/");
      await expect(host.getByRole("list", { name: "Sessions" })).toBeVisible();
      await draw(host, "start-full");

      for (const [name, address, title] of [
        ["join-damaged", unused.replace("#1.", "#1.x"), /damaged/],
        ["join-missing", "/j", /missing/],
        ["unknown-page", `/s/${session.id}`, /not in the session/],
      ] as const) {
        const page = await newPage(look);
        await page.goto(address);
        await expectProblem(page, title);
        await draw(page, name);
      }
      const hurried = await newPage(look);
      await hurried.route("**/v1/invites/*", (route) =>
        route.fulfill({
          status: 429,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "rate_limited", retryAfterMs: 42_000 }),
        }),
      );
      await hurried.goto(unused);
      await expectProblem(hurried, "Too many tries");
      await draw(hurried, "join-rate-limited");
      await hurried.route("**/v1/sessions", (route) =>
        route.fulfill({
          status: 401,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "creation_token_required" }),
        }),
      );
      await hurried.goto("/");
      await hurried.getByLabel("Your name").fill("Ana");
      await hurried.getByLabel("What is it about?").fill("Roadmap");
      await hurried.getByRole("button", { name: "Start session" }).click();
      await expectProblem(hurried, /only some people/);
      await draw(hurried, "start-token");
      await hurried.goto("/scan");
      await draw(hurried, "scan");
    });
  }
}
