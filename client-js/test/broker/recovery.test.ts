import { describe, expect, it } from "vitest";

import { aClient, anInvite, aPair, aSession, until } from "./people.js";

const PASSPHRASE = "correct horse battery";

describe("a recovery file", () => {
  it("makes a host of whoever opens it, with all that was written", async () => {
    const { host, guest } = await aPair<string>();
    await guest.set("kept");
    const file = await host.createRecoveryFile(PASSPHRASE);
    host.destroy();
    const recovered = await aClient().recover<string>(file, PASSPHRASE);
    expect(recovered).toMatchObject({ id: host.id, role: "host", title: "Roadmap" });
    await recovered.whenSynced();
    expect(recovered.get()).toBe("kept");
    expect(recovered.self.id).not.toBe(host.self.id);
    await recovered.set("by the recovered host");
    await until(guest, () => guest.get() === "by the recovered host");
  });

  it("has every later key", async () => {
    const { host, guest } = await aPair<string>();
    const file = await host.createRecoveryFile(PASSPHRASE);
    const other = await aClient().join((await anInvite(host)).link, { displayName: "Eve" });
    const { epoch } = await host.members.remove(other.self.id);
    await host.set("after the removal");
    const recovered = await aClient().recover<string>(file, PASSPHRASE);
    await recovered.whenSynced();
    expect(recovered.epoch).toBeGreaterThanOrEqual(epoch);
    expect(recovered.get()).toBe("after the removal");
    await until(guest, () => guest.get() === "after the removal");
  });

  it("lets the recovered host invite and remove", async () => {
    const { host, guest } = await aPair<string>();
    const file = await host.createRecoveryFile(PASSPHRASE);
    host.destroy();
    const recovered = await aClient().recover<string>(file, PASSPHRASE);
    const { link } = await anInvite(recovered);
    expect((await aClient().join(link, { displayName: "Eve" })).canWrite).toBe(true);
    const closed = guest.once("closed");
    await recovered.members.remove(guest.self.id);
    await closed;
    expect(recovered.members.list().map(({ id }) => id)).not.toContain(guest.self.id);
  });

  it("opens with the passphrase alone", async () => {
    const host = await aSession();
    const file = await host.createRecoveryFile(PASSPHRASE);
    const client = aClient();
    await expect(client.recover(file, "correct horse batterY")).rejects.toMatchObject({
      code: "passphrase_wrong",
    });
    expect(await client.sessions()).toEqual([]);
    expect(await file.text()).not.toContain(host.id);
  });

  it("is nothing that any other file is", async () => {
    await expect(aClient().recover(new Blob(["some picture"]), PASSPHRASE)).rejects.toMatchObject({
      code: "recovery_failed",
    });
  });

  it("is good for nothing once its member is removed", async () => {
    const host = await aSession();
    const file = await host.createRecoveryFile(PASSPHRASE);
    const [, member] = host.members.list();
    await host.members.remove(member?.id ?? "");
    const recovered = await aClient().recover(file, PASSPHRASE);
    expect(recovered.status).toBe("closed");
  });

  it("is made by hosts, with a passphrase that is not short", async () => {
    const { host, guest } = await aPair();
    await expect(guest.createRecoveryFile(PASSPHRASE)).rejects.toMatchObject({
      code: "role_forbidden",
    });
    await expect(host.createRecoveryFile("too short")).rejects.toBeInstanceOf(RangeError);
    expect(host.members.list()).toHaveLength(2);
  });
});
