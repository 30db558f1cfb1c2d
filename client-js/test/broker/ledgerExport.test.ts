import { expect, it } from "vitest";

import { verifyLedgerFile } from "../../src/index.js";
import { aGuest, anInvite, aSession, keyed } from "./people.js";

it("an export of a broker is whole, offline, and in no other order", async () => {
  const host = await aSession();
  const guest = await aGuest(host);
  const invite = await anInvite(host, { role: "viewer" });
  await host.invites.revoke(invite.id);
  await host.members.setRole(guest.self.id, "viewer");
  await host.members.remove(guest.self.id);
  await keyed(host, 2);
  const text = await (await host.ledger.export("bundle")).text();

  const verdict = await verifyLedgerFile(text);
  const lines = text.trimEnd().split("\n");
  const entries = lines.filter((line) => line.startsWith('{"kind":"entry"'));
  expect(verdict).toMatchObject({ ok: true, entries: entries.length });
  expect(entries.length).toBeGreaterThanOrEqual(8);
  for (const [at, line] of lines.entries()) {
    const without = [...lines.slice(0, at), ...lines.slice(at + 1)];
    if (!line.startsWith('{"kind":"logged"')) {
      expect(await verifyLedgerFile(without.join("\n")), line).toMatchObject({ ok: false });
    }
  }
});
