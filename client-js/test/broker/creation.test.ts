import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type BrokerProcess, startBroker } from "./brokerProcess.js";
import { InvalidTextError } from "../../src/index.js";
import { aClient, aPair } from "./people.js";
import { aWiredClient } from "./wire.js";

const TITLES = { displayName: "Ana", title: "Roadmap" };
const TOKEN = "only-for-our-team";

describe("a broker that lets only some start sessions", () => {
  let broker: BrokerProcess;

  beforeAll(async () => {
    broker = await startBroker({ LATCHKEY_CREATION_TOKEN: TOKEN });
  });

  afterAll(() => broker.stop());

  it("lets those who have the token, and sends it along with nothing else", async () => {
    const { client, wire } = aWiredClient({ brokerUrl: broker.url, creationToken: TOKEN });
    const session = await client.createSession(TITLES);
    await session.set("written");
    const bearing = wire.sent.filter(({ headers }) =>
      headers.get("Authorization")?.includes(TOKEN),
    );
    expect(bearing.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /v1/sessions"]);
    expect(session.get()).toBe("written");
  });

  it.each([undefined, "another"])("refuses those who send %s", async (creationToken) => {
    const options = creationToken === undefined ? {} : { creationToken };
    const client = aClient({ brokerUrl: broker.url, ...options });
    await expect(client.createSession(TITLES)).rejects.toMatchObject({
      code: "creation_token_required",
      status: 401,
      retryable: false,
    });
  });
});

describe("a creation token", () => {
  it.each(["", "with space", "täglich", "line\n"])("is not %j", (creationToken) => {
    expect(() => aClient({ creationToken })).toThrow(RangeError);
  });
});

describe("a name with nothing to read in it", () => {
  it.each([
    ["displayName", { displayName: "" }],
    ["displayName", { displayName: " \t" }],
    ["title", { title: "\u00a0\u2003" }],
  ] as const)("starts no session: %s of %j", async (field, texts) => {
    const { client, wire } = aWiredClient();
    const creation = client.createSession({ ...TITLES, ...texts });
    await expect(creation).rejects.toThrow(InvalidTextError);
    await expect(creation).rejects.toMatchObject({ field });
    expect(wire.sent).toEqual([]);
  });

  it("neither invites nor joins", async () => {
    const { host, invite } = await aPair({ maxUses: 2 });
    const nobody = { name: "InvalidTextError", field: "name" };
    await expect(host.invites.create({ name: "  " })).rejects.toMatchObject(nobody);
    const { client, wire } = aWiredClient();
    const joining = client.join(invite.link, { displayName: " " });
    await expect(joining).rejects.toMatchObject({ field: "displayName" });
    expect(wire.sent).toEqual([]);
  });
});
