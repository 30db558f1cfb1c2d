import { ByteReader, type Bytes, concat, u16, u32, u64, u8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { type FrameKind, INSTANCE_BYTES, readCounter, readEpoch } from "./frame.js";
import { type MemberId, memberIdBytes, memberIdFromBytes } from "./memberId.js";

/** What the sender had seen when it sealed. Others compare it with what they were shown. */
export interface FrameLinks {
  /** Whether the frame counts only at position `head + 1`. */
  readonly conditional: boolean;
  readonly head: number;
  readonly headHash: Bytes;
  readonly logHash: Bytes;
  readonly checkpointSize: number;
  readonly checkpointRoot: Bytes;
}

/** The last durable counter of one instance of one sender. */
export interface LastCounter {
  readonly epoch: number;
  readonly sender: MemberId;
  readonly instance: Bytes;
  readonly counter: number;
}

/** What a replace stands for: every frame up to `seq`. */
export interface Covers {
  readonly seq: number;
  readonly hash: Bytes;
  readonly counters: readonly LastCounter[];
}

/** What is sealed in a frame. `covers` is there if and only if the frame is a replace. */
export interface FrameBody {
  readonly links: FrameLinks;
  readonly covers?: Covers;
  readonly payload: Bytes;
}

/** With links and covers. The next step of the padding is too large for a frame. */
const MAX_BODY_BYTES = 258_044;
const CONDITIONAL = 1;
const HASH_BYTES = 32;

/** @throws {RangeError} On a body that is too large for a frame, or of another kind. */
export function encodeBody(kind: FrameKind, body: FrameBody): Bytes {
  if ((kind === "replace") !== (body.covers !== undefined)) {
    throw new RangeError("frame body: a replace covers something, and nothing else does");
  }
  const covers = body.covers === undefined ? [] : [encodeCovers(body.covers)];
  const bytes = concat(encodeLinks(body.links), ...covers, body.payload);
  if (bytes.length > MAX_BODY_BYTES) {
    throw new RangeError(`frame body: want at most ${String(MAX_BODY_BYTES)} bytes`);
  }
  return bytes;
}

/** @throws {FormatError} On a body that a frame of this kind does not have. */
export function parseBody(kind: FrameKind, bytes: Uint8Array): FrameBody {
  const reader = new ByteReader(bytes);
  const links = readLinks(reader);
  return kind === "replace"
    ? { links, covers: readCovers(reader), payload: reader.rest() }
    : { links, payload: reader.rest() };
}

function encodeLinks(links: FrameLinks): Bytes {
  return concat(
    u8(links.conditional ? CONDITIONAL : 0),
    u64(links.head),
    links.headHash,
    links.logHash,
    u64(links.checkpointSize),
    links.checkpointRoot,
  );
}

function readLinks(reader: ByteReader): FrameLinks {
  const flags = reader.u8();
  if ((flags & ~CONDITIONAL) !== 0) {
    throw new FormatError("frame body: unknown flag");
  }
  return {
    conditional: flags === CONDITIONAL,
    head: reader.u64(),
    headHash: reader.take(HASH_BYTES),
    logHash: reader.take(HASH_BYTES),
    checkpointSize: reader.u64(),
    checkpointRoot: reader.take(HASH_BYTES),
  };
}

function encodeCovers(covers: Covers): Bytes {
  const counters = covers.counters
    .map((last) => concat(encodeOrigin(last), u64(last.counter)))
    .sort(compareBytes);
  return concat(u64(covers.seq), covers.hash, u16(counters.length), ...counters);
}

function readCovers(reader: ByteReader): Covers {
  const seq = reader.u64();
  const hash = reader.take(HASH_BYTES);
  const counters = Array.from({ length: reader.u16() }, () => readLastCounter(reader));
  const origins = counters.map(encodeOrigin);
  if (origins.some((origin, i) => i > 0 && compareBytes(origins[i - 1] ?? origin, origin) >= 0)) {
    throw new FormatError("frame body: counters are not in ascending order");
  }
  return { seq, hash, counters };
}

function readLastCounter(reader: ByteReader): LastCounter {
  return {
    epoch: readEpoch(reader),
    sender: memberIdFromBytes(reader.take(16)),
    instance: reader.take(INSTANCE_BYTES),
    counter: readCounter(reader),
  };
}

function encodeOrigin(last: LastCounter): Bytes {
  return concat(u32(last.epoch), memberIdBytes(last.sender), last.instance);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const i = a.findIndex((byte, at) => byte !== b[at]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}
