import { type Bytes, concat, utf8 } from "../src/bytes.js";
import { ChannelReader, type ReadFrame, type Reading } from "../src/channelReader.js";
import { type ChannelView, type StoredFrame } from "../src/durableFrame.js";
import { type EpochKey, randomEpochKey } from "../src/epochKey.js";
import { encodeFrame, type FrameHeader } from "../src/frame.js";
import { encodeBody, type FrameBody, type FrameLinks } from "../src/frameBody.js";
import { sealFrame } from "../src/frameSealer.js";
import { type Roster } from "../src/roster.js";
import { type Role } from "../src/role.js";
import { startOfChannel } from "../src/runningHash.js";
import { aDevice, aLog, type Device, inviteKeys, type SessionLog } from "./sessionLog.js";

/** What of a frame differs from the one that an honest member would seal next. */
export interface Differences {
  readonly header?: Partial<FrameHeader>;
  readonly links?: Partial<FrameLinks>;
  readonly covers?: Partial<NonNullable<FrameBody["covers"]>>;
  readonly payload?: string;
  readonly epochKey?: EpochKey;
  readonly signer?: Device;
}

export const CHANNEL = 3;

/** Channel 3 of a session with a host, an editor, and a viewer; a test writes it frame by frame. */
export class ChannelLog implements ChannelView {
  readonly session: SessionLog;
  readonly editor: Device;
  readonly viewer: Device;
  readonly frames: StoredFrame[] = [];
  /** h(0), h(1), h(2)… */
  readonly hashes: Bytes[] = [startOfChannel()];
  readonly epochKeys = new Map<number, EpochKey>([[1, randomEpochKey()]]);
  /** Knows everything that an honest member knows. */
  readonly honest: ChannelReader;
  /** What the reader under test knows, if that is not the newest. */
  olderRoster: Roster | undefined;
  readonly #counters = new Map<string, number>();

  constructor(session: SessionLog, editor: Device, viewer: Device) {
    this.session = session;
    this.editor = editor;
    this.viewer = viewer;
    this.honest = this.reader();
  }

  get roster(): Roster {
    return this.olderRoster ?? this.session.roster;
  }

  epochKey(epoch: number): EpochKey | undefined {
    return this.epochKeys.get(epoch);
  }

  catchUp(): Promise<void> {
    return Promise.resolve();
  }

  /** One that has read nothing. */
  reader(): ChannelReader {
    return new ChannelReader(this.session.sid, CHANNEL);
  }

  /** The frame that `by` would append next, but for the differences. */
  append(by: Device, differences: Differences = {}): Promise<Bytes> {
    return this.#seal(by, "append", differences);
  }

  /** A replace of everything so far. */
  replace(by: Device, differences: Differences = {}): Promise<Bytes> {
    return this.#seal(by, "replace", differences);
  }

  /** Puts the frame at the next position; honest members read it. */
  async take(frame: Bytes | Promise<Bytes>): Promise<StoredFrame> {
    const stored = { seq: this.honest.head + 1, frame: await frame };
    this.frames.push(stored);
    await this.reading([stored], this.honest);
    this.hashes.push(this.honest.hash);
    return stored;
  }

  /** What a reader makes of these frames. */
  async reading(frames: readonly StoredFrame[], reader = this.reader()): Promise<Reading> {
    await reader.read(frames, this);
    return reader.take();
  }

  /** What a reader that knows all but this frame makes of it. */
  async verdictOn(frame: Bytes | Promise<Bytes>): Promise<{ frame: string; alarms: string[] }> {
    const reader = this.reader();
    await this.reading(this.frames, reader);
    const stored = { seq: reader.head + 1, frame: await frame };
    const { frames, alarms } = await this.reading([stored], reader);
    return { frame: verdicts(frames)[0] ?? "", alarms: alarms.map(({ message }) => message) };
  }

  async #seal(by: Device, kind: "append" | "replace", differences: Differences): Promise<Bytes> {
    const instance = differences.header?.instance ?? instanceOf(1);
    const key = `${by.mid}/${String(instance[7])}`;
    const counter = (this.#counters.get(key) ?? 0) + 1;
    this.#counters.set(key, counter);
    const head = differences.links?.head ?? this.honest.head;
    const { epoch } = this.session.roster;
    const header = {
      kind,
      channel: CHANNEL,
      epoch,
      sender: by.mid,
      instance,
      counter,
      ...differences.header,
    };
    const links = {
      conditional: false,
      head,
      headHash: this.hashes[head] ?? this.honest.hash,
      logHash: this.session.roster.logHash,
      checkpointSize: 0,
      checkpointRoot: new Uint8Array(32),
      ...differences.links,
    };
    const payload = utf8(differences.payload ?? "hello");
    const body =
      header.kind === "replace"
        ? { links, covers: { ...this.honest.covers(epoch), ...differences.covers }, payload }
        : { links, payload };
    const plain = encodeBody(header.kind, body);
    const epochKey = differences.epochKey ?? this.#keyOf(epoch);
    const { key: signer } = differences.signer ?? by;
    return encodeFrame(await sealFrame(this.session.sid, header, plain, epochKey, signer));
  }

  #keyOf(epoch: number): EpochKey {
    const key = this.epochKeys.get(epoch);
    if (key === undefined) {
      throw new Error("no key of this epoch");
    }
    return key;
  }
}

export async function aChannel(): Promise<ChannelLog> {
  const session = await aLog();
  const [editor, viewer] = [await aDevice(2), await aDevice(3)];
  await letIn(session, 2, editor, "editor");
  await letIn(session, 3, viewer, "viewer");
  return new ChannelLog(session, editor, viewer);
}

export async function letIn(
  session: SessionLog,
  number: number,
  device: Device,
  role: Role,
): Promise<void> {
  await session.letIn(await inviteKeys(number), device, { role });
}

/** A channel with three frames: two by the host, one by the editor. */
export async function aChannelOfThree(): Promise<ChannelLog> {
  const channel = await aChannel();
  await channel.take(channel.append(channel.session.host));
  await channel.take(channel.append(channel.editor));
  await channel.take(channel.append(channel.session.host));
  return channel;
}

export function instanceOf(number: number): Bytes {
  return Uint8Array.of(0, 0, 0, 0, 0, 0, 0, number);
}

/** "applied", or why a frame was refused, frame by frame. */
export function verdicts(frames: readonly ReadFrame[]): readonly string[] {
  return frames.map((frame) => (frame.type === "applied" ? "applied" : frame.reason));
}

/** The verdicts of a reading, and its alarms. */
export function summary({ frames, alarms }: Reading): {
  frames: readonly string[];
  alarms: readonly string[];
} {
  return { frames: verdicts(frames), alarms: alarms.map(({ message }) => message) };
}

/** The frame with one bit changed at `offset`, from the end if it is negative. */
export function withBitFlipped(frame: Bytes, offset: number): Bytes {
  const changed = concat(frame);
  const at = offset < 0 ? frame.length + offset : offset;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
