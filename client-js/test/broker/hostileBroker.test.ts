import { describe, expect, it } from "vitest";

import { encodeBase64Url } from "../../src/base64Url.js";
import { sha256 } from "../../src/hashes.js";
import { type CloseInfo, type Session } from "../../src/index.js";
import { sealText } from "../../src/sealedText.js";
import { type Invite } from "../../src/statement.js";
import { parseEntry } from "../../src/statementEntry.js";
import { writeGenesis, writeHostStatement } from "../../src/statementWriter.js";
import { type Watermarks } from "../../src/watermarks.js";
import { aDevice as aDeviceOfNumber } from "../sessionLog.js";
import { aClient, aDevice, anInvite, aPair, aSession, until } from "./people.js";
import { type Answer, aWiredClient, type Sent, type Wire } from "./wire.js";

const BEN = { displayName: "Ben" };

interface Look extends Answer {
  readonly token: string;
  readonly statement: string;
  readonly preview: string;
  readonly chain: readonly string[];
}

/** What the broker really answers to a look at this invite. */
async function lookAt(link: string): Promise<Look> {
  const { client, wire } = aWiredClient();
  let seen: Answer | undefined;
  wire.onAnswer = ({ path }, answer) => {
    if (path.startsWith("/v1/invites/")) {
      seen = answer;
    }
    return answer;
  };
  await client.previewInvite(link);
  return seen as Look;
}

function statementOf(look: Look): Invite {
  const { statement } = parseEntry(look.statement);
  if (statement.type !== "invite") {
    throw new Error("not an invite");
  }
  return statement;
}

/** A preview that the holder of the link can open: the broker knows the public key for it. */
async function aPreviewFor(look: Look): Promise<string> {
  const recipient = statementOf(look);
  const { sid, iid } = recipient;
  const text = JSON.stringify({ title: "Roadmap", host: "Mallory", name: "Ben", note: "" });
  return encodeBase64Url(await sealText({ kind: "preview", sid, invite: iid, recipient }, text));
}

/** The same invite, by a host that has made its own genesis for the session ID. */
async function impostor(look: Look): Promise<Answer> {
  const invite = statementOf(look);
  const mallory = await aDeviceOfNumber(9);
  const genesis = parseEntry(look.chain[0] ?? "").statement;
  if (genesis.type !== "genesis") {
    throw new Error("not a genesis");
  }
  const { signingKey, wrapKey } = mallory;
  const preview = await aPreviewFor(look);
  const forged = {
    ...invite,
    by: mallory.mid,
    preview: await sha256(Buffer.from(preview, "base64url")),
  };
  return {
    ...look,
    chain: [await writeGenesis({ ...genesis, signingKey, wrapKey }, mallory.key)],
    statement: await writeHostStatement(forged, mallory.key),
    preview,
  };
}

const isMembers = ({ path }: Sent): boolean => path.includes("/members?");
const isChannel = ({ path }: Sent): boolean => path.includes("/channels/0?");

function lie(wire: Wire, about: (sent: Sent) => boolean, change: (answer: Answer) => Answer): void {
  wire.onAnswer = (sent, answer) => (about(sent) ? change(answer) : answer);
}

/** The text with its last but one character changed to another of the same alphabet. */
function withCharacterChanged(text: string): string {
  const at = text.length - 2;
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}

describe("whoever holds a link is not taken in by a broker that", () => {
  const lies: readonly (readonly [
    what: string,
    (real: Look, other: Look, sibling: Look) => Answer | Promise<Answer>,
  ])[] = [
    ["shows the invite of a session of its own", (_, other) => other],
    ["shows another host", (real, { chain }) => ({ ...real, chain })],
    ["shows no host", (real) => ({ ...real, chain: [] })],
    ["shows another statement", (real, { statement }) => ({ ...real, statement })],
    ["shows another invite of the session", (_, __, sibling) => sibling],
    ["shows another preview", (real, { preview }) => ({ ...real, preview })],
    ["shows the preview of another invite", (real, _, { preview }) => ({ ...real, preview })],
    ["writes the preview anew", async (real) => ({ ...real, preview: await aPreviewFor(real) })],
    ["shows the token of another session", (real, { token }) => ({ ...real, token })],
    ["shows the token of another invite", (real, _, { token }) => ({ ...real, token })],
    ["plays the host with a key of its own", impostor],
    [
      "changes the statement",
      (real) => ({ ...real, statement: withCharacterChanged(real.statement) }),
    ],
    ["changes the token", (real) => ({ ...real, token: withCharacterChanged(real.token) })],
  ];

  it.each(lies)("%s", async (_, change) => {
    const session = await aSession();
    const { link } = await anInvite(session);
    const sibling = await lookAt((await anInvite(session)).link);
    const other = await lookAt((await anInvite(await aSession())).link);
    const lying = await change(await lookAt(link), other, sibling);
    const { client, wire } = aWiredClient();
    lie(
      wire,
      ({ path }) => path.startsWith("/v1/invites/"),
      () => lying,
    );
    await expect(client.previewInvite(link)).rejects.toMatchObject({ code: "key_mismatch" });
    await expect(client.join(link, BEN)).rejects.toMatchObject({ code: "key_mismatch" });
    expect(wire.sent.filter(({ path }) => path === "/v1/joins")).toEqual([]);
    expect((await session.invites.list())[0]).toMatchObject({ state: "ready" });
  });
});

/** Whose host does not make a new key for who joins by it. */
async function aLinkOfOneWhoIsAway(): Promise<string> {
  const host = await aSession();
  const { link } = await anInvite(host);
  host.disconnect();
  return link;
}

describe("whoever joins is not taken in by a broker that", () => {
  const lies: readonly (readonly [what: string, (answer: Answer) => Answer])[] = [
    ["gives it no key", (answer) => ({ ...answer, wraps: [] })],
    [
      "gives it a key of its own",
      (answer) => ({
        ...answer,
        wraps: (answer.wraps as { wrap: string }[]).map((wrap) => ({
          ...wrap,
          wrap: withCharacterChanged(wrap.wrap),
        })),
      }),
    ],
    [
      "gives it the key of an epoch that no host made",
      (answer) => ({
        ...answer,
        wraps: (answer.wraps as object[]).map((wrap) => ({ ...wrap, epoch: 2 })),
      }),
    ],
  ];

  it.each(lies)("%s", async (_, change) => {
    const link = await aLinkOfOneWhoIsAway();
    const { client, wire } = aWiredClient();
    lie(wire, ({ path }) => path === "/v1/joins", change);
    await expect(client.join(link, BEN)).rejects.toMatchObject({ code: "key_mismatch" });
    expect(await client.sessions()).toEqual([]);
  });

  it("does not put it into the log", async () => {
    const link = await aLinkOfOneWhoIsAway();
    const { client, wire } = aWiredClient();
    lie(wire, isMembers, withoutLastStatement);
    await expect(client.join(link, BEN)).rejects.toMatchObject({ code: "key_mismatch" });
  });

  it("and is let in when the broker is honest again", async () => {
    const link = await aLinkOfOneWhoIsAway();
    const { client, wire } = aWiredClient();
    lie(wire, isMembers, withoutLastStatement);
    await expect(client.join(link, BEN)).rejects.toMatchObject({ code: "key_mismatch" });
    wire.onAnswer = (_, answer) => answer;
    expect((await client.join(link, BEN)).canWrite).toBe(true);
  });
});

describe("a session is closed, with an alarm, by a broker that", () => {
  it.each<readonly [what: string, kind: string, (answer: Answer) => Answer]>([
    ["cuts the statement log", "rollback", withoutLastStatement],
    ["hides a statement", "rollback", (answer) => ({ ...answer, statements: [] })],
    [
      "changes a statement",
      "roster",
      (answer) => withStatements(answer, (entries) => entries.map(withCharacterChanged)),
    ],
    [
      "swaps two statements",
      "roster",
      (answer) =>
        withStatements(answer, ([a = "", b = "", c = "", d = "", ...more]) => [
          a,
          b,
          d,
          c,
          ...more,
        ]),
    ],
    [
      "serves what is no statement",
      "roster",
      (answer) => withStatements(answer, (entries) => [...entries.slice(0, -1), "no.statement.x"]),
    ],
  ])("%s", async (_, kind, change) => {
    const closed = await closedOnReload(isMembers, change);
    expect(closed).toMatchObject({ reason: "dishonest_broker", alarm: { kind } });
  });

  it("serves the log of another session", async () => {
    const { host } = await aPair();
    let other: Answer = {};
    const { client, wire } = aWiredClient();
    lie(
      wire,
      ({ path }) => path.includes("/members?after=0&"),
      (answer) => (other = answer),
    );
    await aPair({}, client);
    const closed = await closedOnReload(isMembers, (answer) => ({
      ...answer,
      size: other.size,
      statements: other.statements,
    }));
    expect(closed).toMatchObject({ reason: "dishonest_broker", alarm: { kind: "roster" } });
    expect(host.closed).toBeNull();
  });

  it.each<readonly [what: string, kind: string, (answer: Answer) => Answer]>([
    [
      "serves an older head than this device has seen",
      "rollback",
      (answer) => ({ ...answer, head: 1, frames: (answer.frames as []).slice(0, 1) }),
    ],
    ["keeps the newest frame back", "gap", (answer) => ({ ...answer, frames: [] })],
  ])("%s", async (_, kind, change) => {
    const closed = await closedOnReload(isChannel, change);
    expect(closed).toMatchObject({ reason: "dishonest_broker", alarm: { kind } });
  });

  it("names a size of the log and does not serve it", async () => {
    const { client, wire } = aWiredClient();
    const { host, guest } = await aPair({}, client);
    lie(wire, isMembers, (answer) => ({ ...answer, statements: [] }));
    const closed = guest.once("closed");
    await anInvite(host);
    expect(await closed).toMatchObject({ alarm: { kind: "rollback" } });
  });

  it("serves another history of the channel than this device has seen", async () => {
    const device = aDevice();
    const { guest } = await aPair<number>({}, aClient({ storage: device }));
    await guest.set(1);
    guest.destroy();
    await device.update(`seen/${guest.id}`, (value) => {
      const seen = value as Watermarks;
      const mark = { position: 1, hash: new Uint8Array(32) };
      return { ...seen, channels: { ...seen.channels, 0: mark } };
    });
    const session = await aClient({ storage: device }).open(guest.id);
    expect(session?.closed).toMatchObject({
      reason: "dishonest_broker",
      alarm: { kind: "rollback" },
    });
  });

  it("and every call on it is refused", async () => {
    const session = await reloaded(isMembers, withoutLastStatement);
    expect(session.status).toBe("closed");
    await expect(session.set(1)).rejects.toMatchObject({ code: "session_closed" });
    await expect(session.update(() => 2)).rejects.toMatchObject({ code: "session_closed" });
  });
});

describe("a session goes on when a broker", () => {
  it("changes a frame on its way, which is refused and reported", async () => {
    const { client, wire } = aWiredClient();
    const { host, guest } = await aPair<number>({}, client);
    await host.set(1);
    await until(guest, () => guest.get() === 1);
    const refused = guest.once("refused");
    lie(wire, isChannel, (answer) => {
      const frames = answer.frames as { seq: number; frame: string }[];
      return {
        ...answer,
        frames: frames.map((it) =>
          it.seq === 2 ? { ...it, frame: withBitFlipped(it.frame) } : it,
        ),
      };
    });
    await host.set(2);
    expect(await refused).toEqual({ seq: 2, reason: "does_not_open" });
    expect(guest.get()).toBe(1);
    const alarm = guest.once("alarm");
    await host.set(3);
    expect(await alarm).toMatchObject({ kind: "fork" });
    await until(guest, () => guest.get() === 3);
    expect(guest.closed).toBeNull();
  });

  it("serves the name of one member as that of another", async () => {
    const { client, wire } = aWiredClient();
    lie(wire, isMembers, (answer) => {
      const names = answer.names as { mid: string; frame: string }[];
      return { ...answer, names: names.map(({ mid }) => ({ mid, frame: names[0]?.frame })) };
    });
    const { host, guest } = await aPair({}, client);
    await until(host, () => host.members.list()[1]?.name === "Ben");
    await until(guest, () => guest.members.list()[0]?.name === "Ana");
    const tab = await client.open(guest.id);
    expect(tab?.members.list().map(({ name }) => name)).toEqual(["Ana", "Ben"]);
  });
});

function withStatements(answer: Answer, change: (entries: string[]) => string[]): Answer {
  return { ...answer, statements: change(answer.statements as string[]) };
}

function withoutLastStatement(answer: Answer): Answer {
  const entries = answer.statements as string[];
  return entries.length === 0
    ? answer
    : { ...answer, size: Number(answer.size) - 1, statements: entries.slice(0, -1) };
}

/** A bit of the ciphertext, so that the frame still parses. */
function withBitFlipped(frame: string): string {
  const bytes = Buffer.from(frame, "base64url");
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  return bytes.toString("base64url");
}

/** A guest's session, with two writes, that its device opens again while the broker lies. */
async function reloaded(
  about: (sent: Sent) => boolean,
  change: (answer: Answer) => Answer,
): Promise<Session<number>> {
  const device = aDevice();
  const { guest } = await aPair<number>({ role: "host" }, aClient({ storage: device }));
  await guest.set(1);
  await guest.update((state) => (state ?? 0) + 1);
  guest.destroy();
  const { client, wire } = aWiredClient({ storage: device });
  lie(wire, about, change);
  const session = await client.open<number>(guest.id);
  if (session === null) {
    throw new Error("the device lost its membership");
  }
  return session;
}

async function closedOnReload(
  about: (sent: Sent) => boolean,
  change: (answer: Answer) => Answer,
): Promise<CloseInfo | null> {
  return (await reloaded(about, change)).closed;
}
