import { FormatError } from "../../src/formatError.js";
import { InvalidTokenError, verifyInviteToken } from "../../src/inviteToken.js";
import { generateSigningKey } from "../../src/signingKey.js";
import { type JsonValue } from "../../src/strictJson.js";
import { readTokenKeys } from "../../src/tokenKeys.js";
import { type VerifyingKey } from "../../src/verifyingKey.js";
import { SuiteRun, type SuiteReport } from "./suiteRun.js";

interface JsonWebFile {
  readonly testGroups: readonly {
    readonly private: JsonValue;
    readonly public?: JsonValue;
    readonly tests: readonly {
      readonly tcId: number;
      readonly jws?: string | object;
      readonly jwe?: string | object;
    }[];
  }[];
}

/** Has the key that any token names. */
class EveryKey extends Map<string, VerifyingKey> {
  readonly #key: VerifyingKey;

  constructor(key: VerifyingKey) {
    super();
    this.#key = key;
  }

  override get(): VerifyingKey {
    return this.#key;
  }
}

/** The suite has no Ed25519: none of its keys is one for tokens, and none of its tokens is taken. */
export async function runJsonWeb(file: JsonWebFile): Promise<SuiteReport> {
  const run = new SuiteRun();
  const keys = new EveryKey((await generateSigningKey()).publicKey);
  for (const group of file.testGroups) {
    const takesKey = [group.private, group.public ?? null].some(isTokenKey);
    for (const { tcId, jws, jwe } of group.tests) {
      const token = jws ?? jwe;
      const text = typeof token === "string" ? token : JSON.stringify(token);
      run.check(`case ${String(tcId)}`, !takesKey && (await isRefused(text, keys)));
    }
  }
  return run.report();
}

function isTokenKey(key: JsonValue): boolean {
  const set = typeof key === "object" && key !== null && "keys" in key ? key : { keys: [key] };
  try {
    return readTokenKeys(set).size > 0;
  } catch (error) {
    if (error instanceof FormatError) {
      return false;
    }
    throw error;
  }
}

async function isRefused(token: string, keys: EveryKey): Promise<boolean> {
  try {
    await verifyInviteToken(token, keys, { issuer: "https://broker.example", now: 0 });
    return false;
  } catch (error) {
    return error instanceof InvalidTokenError;
  }
}
