import { equalBytes, utf8 } from "./bytes.js";
import { decodeBase64Url } from "./base64Url.js";
import type { Broker } from "./broker.js";
import { BrokerError } from "./errors.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import { deriveInviteId, type InviteId } from "./inviteId.js";
import type { InviteLink } from "./inviteLink.js";
import { type ProvenInvite, proveInvite } from "./inviterChain.js";
import { checkInviteToken, type CheckedToken, InvalidTokenError } from "./inviteToken.js";
import { OpenError } from "./openError.js";
import { openText } from "./sealedText.js";
import type { SigningKey } from "./signingKey.js";
import { StatementError } from "./statementError.js";
import {
  type JsonObject,
  exactMembers,
  parseStrictJson,
  readArray,
  readInteger,
  readString,
} from "./strictJson.js";
import { readText } from "./texts.js";
import { readTokenKeys } from "./tokenKeys.js";
import type { WrapKey } from "./wrapKey.js";

export type LookupState = "ready" | "used" | "expired" | "revoked";

/** An invite as the holder of its link finds it: everything in it is checked. */
export interface FoundInvite extends ProvenInvite {
  readonly iid: InviteId;
  readonly signingKey: SigningKey;
  readonly wrapKey: WrapKey;
  readonly state: LookupState;
  /** Null unless the invite is ready. */
  readonly token: string | null;
  /** When the token expires, in seconds since 1970 by the broker's clock; 0 if there is none. */
  readonly tokenExpiresAt: number;
  /** Has the token, if there is one, checked once more, before it is used. Code `key_mismatch`. */
  readonly confirmToken: () => Promise<void>;
  readonly used: number;
  readonly preview: InvitePreviewText;
}

/** What the host sealed for the holder of the link. FORMATS.md §8. */
export interface InvitePreviewText {
  readonly title: string;
  readonly host: string;
  readonly name: string;
  readonly note: string;
}

interface InviteAnswer {
  readonly state: LookupState | "ended";
  readonly token: string | null;
  readonly statement: string;
  readonly preview: Uint8Array;
  readonly chain: readonly string[];
  readonly used: number;
}

/** The broker's clock as this client reads it is up to so much behind. */
const CLOCK_GRAIN_SECONDS = 1;

/**
 * Looks an invite up and checks it against the link, without using it up. Rejects with code
 * `key_mismatch` if what the broker serves is not what the host signed for this link, with
 * `invite_unknown` if there is none, and with `session_ended` if the broker says so.
 */
export async function lookUpInvite(
  broker: Broker,
  link: InviteLink,
  signal: AbortSignal | undefined,
): Promise<FoundInvite> {
  const signingKey = await link.secret.signingKey(link.sid);
  const wrapKey = await link.secret.wrapKey(link.sid);
  const iid = await deriveInviteId(signingKey.publicKey);
  const answer = await fetchInvite(broker, iid, signal);
  const state = answer.state;
  if (state === "ended") {
    throw new BrokerError("session_ended", "the broker says that a host has ended the session");
  }
  try {
    const proven = await proveInvite(link.sid, answer.chain, answer.statement);
    const { statement, genesis } = proven;
    if (
      !equalBytes(statement.signingKey, signingKey.publicKey) ||
      !equalBytes(statement.wrapKey, wrapKey.publicKey)
    ) {
      throw new FormatError("invite: of another link");
    }
    if (!equalBytes(statement.preview, await sha256(answer.preview))) {
      throw new FormatError("invite: another preview than was signed");
    }
    const keys = { signingKey: signingKey.publicKey, wrapKey: wrapKey.publicKey };
    const place = { sid: link.sid, invite: iid, kind: "preview", recipient: keys } as const;
    const preview = readPreview(await openText(place, wrapKey, answer.preview));
    requireOrigin(broker, genesis.origin);
    const { token, used } = answer;
    const checked =
      token === null ? null : await checkToken(broker, { iid, statement }, token, signal);
    return {
      ...proven,
      iid,
      signingKey,
      wrapKey,
      state,
      token,
      tokenExpiresAt: checked?.expiresAt ?? 0,
      confirmToken: () => checked?.confirm().catch(rethrow) ?? Promise.resolve(),
      used,
      preview,
    };
  } catch (cause) {
    return rethrow(cause);
  }
}

function rethrow(cause: unknown): never {
  if (
    cause instanceof FormatError ||
    cause instanceof StatementError ||
    cause instanceof OpenError ||
    cause instanceof InvalidTokenError
  ) {
    throw new BrokerError("key_mismatch", "the invite is not what its host signed", { cause });
  }
  throw cause;
}

async function fetchInvite(
  broker: Broker,
  iid: InviteId,
  signal: AbortSignal | undefined,
): Promise<InviteAnswer> {
  try {
    return await broker.call({ method: "GET", path: `/v1/invites/${iid}`, signal }, readInvite);
  } catch (cause) {
    if (cause instanceof BrokerError && cause.code === "not_found") {
      const { status, requestId } = cause;
      throw new BrokerError("invite_unknown", "the broker does not know this invite", {
        cause,
        ...(status === undefined ? {} : { status }),
        ...(requestId === undefined ? {} : { requestId }),
      });
    }
    throw cause;
  }
}

/** The token must say what the statement says, and be one of this broker's. */
async function checkToken(
  broker: Broker,
  { iid, statement }: Pick<FoundInvite, "iid" | "statement">,
  text: string,
  signal: AbortSignal | undefined,
): Promise<CheckedToken> {
  const request = { method: "GET", path: "/.well-known/jwks.json", signal } as const;
  const keys = await broker.call(request, readTokenKeys);
  const now = Math.floor(broker.now() / 1000);
  const policy = { issuer: broker.origin, now, leewaySeconds: CLOCK_GRAIN_SECONDS };
  const token = await checkInviteToken(text, keys, policy);
  if (
    token.invite !== iid ||
    token.sid !== statement.sid ||
    token.role !== statement.role ||
    token.expiresAt > statement.exp
  ) {
    throw new FormatError("invite token: says other than the statement");
  }
  return token;
}

export function requireOrigin(broker: Broker, origin: string): void {
  if (origin !== broker.origin) {
    throw new BrokerError("origin_mismatch", `the session belongs to the broker at ${origin}`);
  }
}

function readInvite(answer: JsonObject): InviteAnswer {
  return {
    state: readState(answer.state),
    token: answer.token === null ? null : readString(answer.token),
    statement: readString(answer.statement),
    preview: decodeBase64Url(readString(answer.preview)),
    chain: readArray(answer.chain).map(readString),
    used: readInteger(answer.used),
  };
}

function readState(value: unknown): InviteAnswer["state"] {
  switch (value) {
    case "ready":
    case "used":
    case "expired":
    case "revoked":
    case "ended":
      return value;
    default:
      throw new FormatError("invite: unknown state");
  }
}

function readPreview(text: string): InvitePreviewText {
  const names = ["title", "host", "name", "note"] as const;
  const { title, host, name, note } = exactMembers(parseStrictJson(utf8(text)), names);
  return {
    title: readText("title", title),
    host: readText("name", host),
    name: readText("name", name),
    note: readText("note", note),
  };
}
