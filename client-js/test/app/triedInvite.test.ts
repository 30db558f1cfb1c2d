import { describe, expect, it } from "vitest";

import { warningOf } from "../../app/parts/triedInvite.js";
import type { InviteInfo } from "../../src/index.js";

const NOW = new Date("2026-11-30T12:00:00Z");
const INVITE: InviteInfo = {
  id: "i".repeat(22),
  name: "Ben",
  by: "a".repeat(22),
  role: "editor",
  state: "ready",
  expiresAt: new Date("2026-12-01T12:00:00Z"),
  maxUses: 1,
  used: 0,
  requiresApproval: false,
  pending: 0,
  lockedUntil: null,
  opened: 0,
  failed: 0,
  lastFailedAt: null,
  invite: null,
};

describe("what a host is told of refused tries", () => {
  it("is nothing while there were none", () => {
    expect(warningOf({ ...INVITE, opened: 5 }, NOW)).toBe("");
  });

  it("says how many there were, for whose invite", () => {
    expect(warningOf({ ...INVITE, failed: 1 }, NOW)).toContain("A try to join with the invite for");
    expect(warningOf({ ...INVITE, failed: 3 }, NOW)).toContain("3 tries to join with the invite");
    expect(warningOf({ ...INVITE, failed: 3, name: null }, NOW)).toContain("with an invite were");
  });

  it("says of a used invite that a second one claims it", () => {
    const warning = warningOf({ ...INVITE, state: "used", failed: 2 }, NOW);
    expect(warning).toContain("after it was used (2 tries). If that was not Ben on another device");
  });

  it("says first that the invite is locked, and until when", () => {
    const lockedUntil = new Date(NOW.getTime() + 60_000);
    const warning = warningOf({ ...INVITE, state: "used", failed: 9, lockedUntil }, NOW);
    expect(warning).toMatch(/^Too many tries to join with the invite for Ben failed: it is locked/);
  });
});
