import { type Bytes, utf8 } from "../../src/bytes.js";
import { type Ed25519, hasWebCryptoEd25519, webCryptoEd25519 } from "../../src/ed25519.js";
import { FormatError } from "../../src/formatError.js";
import { nobleEd25519 } from "../../src/nobleEd25519.js";
import { readVerifyingKey, verify, type VerifyingKey, verifyWith } from "../../src/verifyingKey.js";
import { fromHex } from "../hex.js";
import { SuiteRun, type SuiteReport } from "./suiteRun.js";

interface Case {
  readonly name: string;
  readonly key: Bytes;
  readonly signature: Bytes;
  readonly message: Bytes;
  readonly isValid: boolean;
}

interface CctvCase {
  readonly number: number;
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
      readonly tcId: number;
      readonly msg: string;
      readonly sig: string;
      readonly result: "valid" | "invalid";
    }[];
  }[];
}

type Verify = (key: VerifyingKey, signature: Bytes, message: Bytes) => Promise<boolean>;

const below =
  (implementation: Ed25519): Verify =>
  (key, signature, message) =>
    verifyWith(implementation, key, signature, message);

/** Of 914 cases one has no edge: that one is valid under the rule of FORMATS.md §4. */
export function runCctv(cases: readonly CctvCase[]): Promise<SuiteReport> {
  return oneVerdict(
    cases.map(({ number, key, sig, msg, flags }) => ({
      name: `case ${String(number)}: ${(flags ?? []).join()}`,
      key: fromHex(key),
      signature: fromHex(sig),
      message: utf8(msg),
      isValid: flags === null,
    })),
  );
}

/** All cases are edges: none is valid under the rule. */
export function runSpeccheck(cases: readonly SpeccheckCase[]): Promise<SuiteReport> {
  return oneVerdict(
    cases.map(({ pub_key, signature, message }, number) => ({
      name: `case ${String(number)}`,
      key: fromHex(pub_key),
      signature: fromHex(signature),
      message: fromHex(message),
      isValid: false,
    })),
  );
}

export function runWycheproofEd25519(file: WycheproofFile): Promise<SuiteReport> {
  return oneVerdict(
    file.testGroups.flatMap(({ publicKey, tests }) =>
      tests.map(({ tcId, msg, sig, result }) => ({
        name: `case ${String(tcId)}`,
        key: fromHex(publicKey.pk),
        signature: fromHex(sig),
        message: fromHex(msg),
        isValid: result === "valid",
      })),
    ),
  );
}

/** Each implementation that the platform has must give the verdict that is due. */
async function oneVerdict(cases: readonly Case[]): Promise<SuiteReport> {
  const run = new SuiteRun();
  const verifiers: Verify[] = [below(nobleEd25519), verify];
  if (await hasWebCryptoEd25519()) {
    verifiers.push(below(webCryptoEd25519));
  }
  for (const one of cases) {
    const verdicts = await Promise.all(verifiers.map((verifier) => isAccepted(verifier, one)));
    run.check(
      `${one.name} ${verdicts.join()}`,
      verdicts.every((verdict) => verdict === one.isValid),
    );
  }
  return run.report();
}

async function isAccepted(verifier: Verify, { key, signature, message }: Case): Promise<boolean> {
  try {
    return await verifier(readVerifyingKey(key), signature, message);
  } catch (error) {
    if (error instanceof FormatError) {
      return false;
    }
    throw error;
  }
}
