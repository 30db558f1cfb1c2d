import { afterAll, expect, it } from "vitest";

import { type Channel, type DeviceStore, type HostSession, type Session } from "../../src/index.js";
import { deriveMemberId, type MemberId } from "../../src/memberId.js";
import { parseEntry } from "../../src/statementEntry.js";
import { type VerifyingKey } from "../../src/verifyingKey.js";
import { Adversary } from "./adversary.js";
import { bytes, text } from "./carriers.js";
import { aDevice, anInvite, aSession, until } from "./people.js";
import { type RecordedFrame, Recording } from "./recording.js";

const MEMBERS = 20;
const WRITERS = 4;
/** How often it is measured; `npm run measure:removal` asks for more. */
const REMOVALS = Number(process.env.LATCHKEY_REMOVALS ?? 1);

interface Person {
  readonly session: Session;
  readonly storage: DeviceStore;
  /** By which it came. */
  readonly link: string;
}

/** A full room, of which a broker has recorded every message. */
class Room {
  readonly recording: Recording;
  readonly host: HostSession;
  readonly guests: Person[] = [];

  constructor(recording: Recording, host: HostSession) {
    this.recording = recording;
    this.host = host;
  }

  static async open(): Promise<Room> {
    const recording = new Recording();
    return new Room(recording, await aSession(recording.client(aDevice())));
  }

  get sessions(): readonly Session[] {
    return [this.host, ...this.guests.map(({ session }) => session)];
  }

  /** Resolves when the room is full and nobody waits for a key. */
  async fill(): Promise<void> {
    const maxUses = MEMBERS - 1 - this.guests.length;
    const terms = { name: "all", maxUses, requireApproval: false };
    const { link } = await anInvite(this.host, terms);
    for (let i = 0; i < maxUses; i++) {
      const storage = aDevice();
      const client = this.recording.client(storage);
      const session = await client.join(link, { displayName: `Guest ${String(i)}` });
      this.guests.push({ session, storage, link });
    }
    await this.settled();
  }

  async settled(): Promise<void> {
    const { host } = this;
    await until(host, () => host.members.list().every(({ confirmed }) => confirmed));
    await Promise.all(
      this.sessions.map((session) =>
        until(
          session,
          () =>
            session.epoch >= host.epoch && session.members.list().length === this.sessions.length,
        ),
      ),
    );
  }

  /** Everybody says it once, and has heard it of all. */
  async talk(said: string): Promise<void> {
    const all = this.sessions;
    await Promise.all(all.map((it) => it.channel().append(bytes(said))));
    await Promise.all(all.map((it) => heard(it.channel(), said, all.length)));
  }

  /** The keys of all who ever came in. */
  async senders(): Promise<ReadonlyMap<MemberId, VerifyingKey>> {
    const senders = new Map<MemberId, VerifyingKey>();
    for (const entry of new Set(this.recording.entries)) {
      const { statement } = parseEntry(entry);
      if (statement.type === "join" || statement.type === "genesis") {
        senders.set(await deriveMemberId(statement.signingKey), statement.signingKey);
      }
    }
    return senders;
  }
}

/** Resolves when the channel has the text so many times. A newcomer has no more than the newest. */
function heard(channel: Channel, said: string, times: number): Promise<void> {
  return new Promise((resolve) => {
    const off = channel.on("entry", check);
    check();

    function check(): void {
      if (channel.entries.filter(({ payload }) => text(payload) === said).length >= times) {
        off();
        resolve();
      }
    }
  });
}

/** Which of the frames the adversary opens, with all that it has. */
async function opened(
  room: Room,
  adversary: Adversary,
  frames: readonly RecordedFrame[],
): Promise<readonly RecordedFrame[]> {
  const senders = await room.senders();
  const found: RecordedFrame[] = [];
  for (const recorded of frames) {
    const sender = senders.get(recorded.frame.header.sender);
    if (sender !== undefined && (await adversary.opens(recorded, sender))) {
      found.push(recorded);
    }
  }
  return found;
}

/** Writes all the time, from now until it is told to stop. */
function writing(session: Session): () => Promise<void> {
  const stop = new AbortController();
  const writes = (async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await session.channel().append(bytes(session.self.name));
    }
  })();
  return () => {
    stop.abort();
    return writes;
  };
}

const spread: number[] = [];

afterAll(() => {
  const sorted = [...spread].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.info(
    `from the call to the last frame that the removed one of ${String(MEMBERS)} can read: ` +
      `median ${median.toFixed(0)} ms, most ${(sorted.at(-1) ?? 0).toFixed(0)} ms, ` +
      `${String(sorted.length)} removals`,
  );
});

it("opens nothing sealed after its removal, with all keys and all that a broker saw", async () => {
  const room = await Room.open();
  const { recording, host } = room;
  for (let i = 0; i < REMOVALS; i++) {
    await room.fill();
    await room.talk(`before ${String(i)}`);
    const [mallory] = room.guests.splice(i % (MEMBERS - 1), 1) as [Person];
    const adversary = await Adversary.of(mallory.storage, mallory.session, mallory.link);
    const sealedBefore = recording.frames.filter(
      ({ frame }) => frame.header.epoch === host.epoch && frame.header.channel === 1,
    );
    expect(sealedBefore.length).toBeGreaterThanOrEqual(MEMBERS);
    expect(await opened(room, adversary, sealedBefore)).toHaveLength(sealedBefore.length);

    const stops = room.sessions.slice(0, WRITERS).map(writing);
    const called = performance.now();
    const removal = await host.members.remove(mallory.session.self.id);
    await removal.whenConfirmed();
    const confirmed = performance.now();
    await Promise.all(stops.map((stop) => stop()));
    await room.talk(`after ${String(i)}`);

    const epochs = [removal.epoch - 1, removal.epoch, removal.epoch + 1];
    const late = recording.wraps.filter(({ at }) => at > called);
    expect(late.length).toBeGreaterThanOrEqual(MEMBERS - 1);
    for (const wrap of late) {
      expect(await adversary.tryWrap(wrap, epochs)).toBe(false);
    }
    const after = recording.frames.filter(({ at }) => at > called);
    const seen = await opened(room, adversary, after);
    expect(seen.filter(({ frame }) => frame.header.epoch >= removal.epoch)).toEqual([]);
    expect(seen.filter(({ at }) => at > confirmed)).toEqual([]);
    expect(after.length - seen.length).toBeGreaterThanOrEqual(2 * MEMBERS - 2);
    spread.push(Math.max(0, ...seen.map(({ at }) => at - called)));
  }
}, 600_000);
