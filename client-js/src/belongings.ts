import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { type Bytes, concat, label, utf8 } from "./bytes.js";
import { EpochKey } from "./epochKey.js";
import { open, seal } from "./hpkeWrap.js";
import { parseInviteId } from "./inviteId.js";
import type { Entrance } from "./membership.js";
import { pad, unpad } from "./padding.js";
import type { PublicKeys } from "./publicKeys.js";
import { parseRole, type Role } from "./role.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import { readKey } from "./statementFields.js";
import {
  exactMembers,
  type JsonObject,
  type JsonValue,
  parseStrictJson,
  readArray,
  readInteger,
  readString,
} from "./strictJson.js";
import { readText } from "./texts.js";
import type { VerifyingKey } from "./verifyingKey.js";
import type { WrapKey } from "./wrapKey.js";

/** What a member has, beside its own keys, when another device takes its place. */
export interface Belongings {
  readonly via: Entrance;
  /** The signing key of the host that the session ID pins. */
  readonly hostKey: VerifyingKey;
  readonly displayName: string;
  readonly title: string;
  readonly role: Role;
  /** In ascending order. */
  readonly epochKeys: ReadonlyMap<number, EpochKey>;
}

/** Between whom they pass: they open for no other pair. */
export interface BelongingsPlace {
  readonly sid: SessionId;
  readonly from: VerifyingKey;
  readonly recipient: PublicKeys;
}

/** So many fit into a slot; those before have been replaced by then. */
const MAX_EPOCH_KEYS = 96;

export function sealBelongings(place: BelongingsPlace, belongings: Belongings): Promise<Bytes> {
  const text = JSON.stringify(belongingsJson(belongings));
  return seal(place.recipient.wrapKey, belongingsInfo(place), pad(utf8(text)));
}

/** @throws {OpenError | FormatError} Unless they were sealed for this place to this key. */
export async function openBelongings(
  place: BelongingsPlace,
  opener: WrapKey,
  sealed: Uint8Array,
): Promise<Belongings> {
  const padded = await open(opener, belongingsInfo(place), sealed);
  return readBelongings(parseStrictJson(unpad(padded)));
}

export function belongingsJson({ epochKeys, hostKey, ...facts }: Belongings): JsonObject {
  const newest = [...epochKeys].sort(([a], [b]) => a - b).slice(-MAX_EPOCH_KEYS);
  return {
    ...facts,
    hostKey: encodeBase64Url(hostKey),
    epochKeys: newest.map(([epoch, key]) => ({ epoch, key: encodeBase64Url(key.exposeBytes()) })),
  };
}

export function readBelongings(value: JsonValue): Belongings {
  const names = ["via", "hostKey", "displayName", "title", "role", "epochKeys"] as const;
  const facts = exactMembers(value, names);
  const via = readString(facts.via);
  return {
    via: via === "genesis" ? via : parseInviteId(via),
    hostKey: readKey(facts.hostKey),
    displayName: readText("name", facts.displayName),
    title: readText("title", facts.title),
    role: parseRole(facts.role),
    epochKeys: new Map(
      readArray(facts.epochKeys).map((item) => {
        const { epoch, key } = exactMembers(item, ["epoch", "key"]);
        return [readInteger(epoch, 1), new EpochKey(decodeBase64Url(readString(key)))];
      }),
    ),
  };
}

function belongingsInfo({ sid, from, recipient }: BelongingsPlace): Bytes {
  return concat(
    label("latchkey/belongings/v1"),
    sessionIdBytes(sid),
    from,
    recipient.signingKey,
    recipient.wrapKey,
  );
}
