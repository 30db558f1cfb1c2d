import { describe, expect, it } from "vitest";

import { type Bytes, utf8 } from "../src/bytes.js";
import { type Ed25519Verifier, verifyWithNoble, verifyWithWebCrypto } from "../src/ed25519.js";
import { FormatError } from "../src/formatError.js";
import { readVerifyingKey, verifyWith } from "../src/verifyingKey.js";
import { readExternalVectors } from "./externalVectors.js";
import { fromHex } from "./hex.js";

interface Case {
  readonly key: Bytes;
  readonly signature: Bytes;
  readonly message: Bytes;
}

interface CctvCase {
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

interface SpeccheckCase {
  readonly pub_key: string;
  readonly signature: string;
  readonly message: string;
}

interface WycheproofFile {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly {
      readonly msg: string;
      readonly sig: string;
      readonly result: "valid" | "invalid";
    }[];
  }[];
}

const cctv = readExternalVectors("cctv/ed25519/ed25519vectors.json") as CctvCase[] | undefined;
const speccheck = readExternalVectors("ed25519-speccheck/cases.json") as
  SpeccheckCase[] | undefined;
const wycheproof = readExternalVectors("wycheproof/ed25519_test.json") as
  WycheproofFile | undefined;

async function isAccepted(verifier: Ed25519Verifier, { key, signature, message }: Case) {
  try {
    return await verifyWith(verifier, readVerifyingKey(key), signature, message);
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return false;
  }
}

/** The verdicts of both implementations, which must be one. */
async function verdicts(cases: readonly Case[]): Promise<readonly boolean[]> {
  const webCrypto = [];
  const noble = [];
  for (const one of cases) {
    webCrypto.push(await isAccepted(verifyWithWebCrypto, one));
    noble.push(await isAccepted(verifyWithNoble, one));
  }
  expect(noble).toEqual(webCrypto);
  return webCrypto;
}

describe("Ed25519 by WebCrypto and by noble", () => {
  it.skipIf(cctv === undefined)(
    "accepts of the 914 cases of CCTV the one without an edge",
    async () => {
      const cases = (cctv ?? []).map(({ key, sig, msg }) => ({
        key: fromHex(key),
        signature: fromHex(sig),
        message: utf8(msg),
      }));
      expect(cases).toHaveLength(914);
      const isOrdinary = (cctv ?? []).map(({ flags }) => flags === null);
      expect(isOrdinary.filter(Boolean)).toHaveLength(1);
      expect(await verdicts(cases)).toEqual(isOrdinary);
    },
  );

  it.skipIf(speccheck === undefined)("accepts none of the 12 cases of speccheck", async () => {
    const cases = (speccheck ?? []).map(({ pub_key, signature, message }) => ({
      key: fromHex(pub_key),
      signature: fromHex(signature),
      message: fromHex(message),
    }));
    expect(cases).toHaveLength(12);
    expect(await verdicts(cases)).toEqual(cases.map(() => false));
  });

  it.skipIf(wycheproof === undefined)("agrees with Wycheproof", async () => {
    const cases = (wycheproof?.testGroups ?? []).flatMap(({ publicKey, tests }) =>
      tests.map(({ msg, sig, result }) => ({
        key: fromHex(publicKey.pk),
        signature: fromHex(sig),
        message: fromHex(msg),
        isValid: result === "valid",
      })),
    );
    expect(cases.length).toBeGreaterThan(100);
    expect(await verdicts(cases)).toEqual(cases.map(({ isValid }) => isValid));
  });
});
