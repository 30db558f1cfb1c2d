import { ByteReader, type Bytes, concat, equalBytes, u16, u32, u64, u8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { type FrameKind, INSTANCE_BYTES, NO_INSTANCE, readEpoch } from "./frame.js";
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

/**
 * The last durable counter of one instance of one sender, and where it was used. With
 * {@link NO_INSTANCE} and a counter of 0: the sender's floor, which is the last position of those
 * instances that are left out.
 */
export interface LastCounter {
  readonly epoch: number;
  readonly sender: MemberId;
  readonly instance: Bytes;
  readonly counter: number;
  readonly seq: number;
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
/** Of one sender in one epoch, as many stand in a list of counters. */
export const MAX_INSTANCES = 8;
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
    .map((last) => concat(encodeOrigin(last), u64(last.counter), u64(last.seq)))
    .sort(compareBytes);
  return concat(u64(covers.seq), covers.hash, u16(counters.length), ...counters);
}

function readCovers(reader: ByteReader): Covers {
  const seq = reader.u64();
  const hash = reader.take(HASH_BYTES);
  const counters = Array.from({ length: reader.u16() }, () => readLastCounter(reader, seq));
  const origins = counters.map(encodeOrigin);
  if (origins.some((origin, i) => i > 0 && compareBytes(origins[i - 1] ?? origin, origin) >= 0)) {
    throw new FormatError("frame body: counters are not in ascending order");
  }
  if (counters.some((last, i) => areOfOneSender(last, counters[i + MAX_INSTANCES]))) {
    throw new FormatError("frame body: too many instances of one sender");
  }
  return { seq, hash, counters };
}

function readLastCounter(reader: ByteReader, covered: number): LastCounter {
  const last = {
    epoch: readEpoch(reader),
    sender: memberIdFromBytes(reader.take(16)),
    instance: reader.take(INSTANCE_BYTES),
    counter: reader.u64(),
    seq: reader.u64(),
  };
  if (equalBytes(last.instance, NO_INSTANCE) !== (last.counter === 0)) {
    throw new FormatError("frame body: a counter of no instance, or none of one");
  }
  if (last.seq < 1 || last.seq > covered) {
    throw new FormatError("frame body: a counter that was used elsewhere");
  }
  return last;
}

/** Whether both are of instances of the same sender in the same epoch. */
function areOfOneSender(a: LastCounter, b: LastCounter | undefined): boolean {
  return a.counter > 0 && a.epoch === b?.epoch && a.sender === b.sender;
}

function encodeOrigin(last: LastCounter): Bytes {
  return concat(u32(last.epoch), memberIdBytes(last.sender), last.instance);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const i = a.findIndex((byte, at) => byte !== b[at]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}
