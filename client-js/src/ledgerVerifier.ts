import { brokerLogOrigin, sessionTreeOrigin } from "./checkpoint.js";
import { CheckpointSequence } from "./checkpointSequence.js";
import { EntrySequence } from "./entrySequence.js";
import type { HeaderLine } from "./exportLine.js";
import { ExportReader } from "./exportReader.js";
import { FormatError } from "./formatError.js";
import { BrokenLedgerError, type LedgerVerdict } from "./ledgerVerdict.js";
import { LogEvidence } from "./logEvidence.js";
import { noteKey, type NoteKey, noteKeyText } from "./noteKey.js";
import { StatementHistory } from "./statementHistory.js";
import { parseWitnessPolicy, type WitnessPolicy } from "./witnessPolicy.js";

/** What {@link verifyLedgerFile} says. */
export async function verifyLedger(file: Blob | string, policy?: string): Promise<LedgerVerdict> {
  const demanded = policy === undefined ? undefined : await parseWitnessPolicy(policy);
  try {
    return await verifyLines(new ExportReader(file), demanded);
  } catch (error) {
    if (error instanceof BrokenLedgerError) {
      const { brokenAt, code, message } = error;
      return { ok: false, brokenAt, code, message };
    }
    throw error;
  }
}

async function verifyLines(
  lines: ExportReader,
  demanded: WitnessPolicy | undefined,
): Promise<LedgerVerdict> {
  const header = await readHeader(lines);
  const history = await readHistory(lines, header);
  const entries = await readEntries(lines, history);
  const key = await sessionTreeKey(header, history);
  const checkpoints = new CheckpointSequence(key, entries);
  for await (const line of lines.each("checkpoint")) {
    await checkpoints.add(line);
  }
  checkpoints.requireEnd();
  const log = new LogEvidence(key.name, await brokerLogKey(header, key), checkpoints);
  const head = await lines.take("logCheckpoint");
  if (head !== undefined) {
    await log.begin(head);
  }
  for await (const line of lines.each("logged")) {
    await log.add(line);
  }
  await lines.requireEnd();
  return {
    ok: true,
    entries: entries.leaves.length,
    checkpoints: checkpoints.count,
    logged: log.size,
    cosigned: await isCosigned(header, log, demanded),
  };
}

async function readHeader(lines: ExportReader): Promise<HeaderLine> {
  if (await lines.isAtEnd()) {
    throw new BrokenLedgerError("truncated", null, "there is nothing in the file");
  }
  const header = await lines.take("ledger");
  if (header === undefined) {
    throw new BrokenLedgerError("order", null, "the first line does not say what this is");
  }
  return header;
}

async function readHistory(lines: ExportReader, header: HeaderLine): Promise<StatementHistory> {
  const history = new StatementHistory(header.sid);
  for await (const line of lines.each("statement")) {
    await history.add(line);
  }
  if (history.size === 0) {
    await lines.requireEnd();
    throw new BrokenLedgerError("truncated", null, "there is no statement in the file");
  }
  if (history.roster.origin !== header.origin) {
    throw new BrokenLedgerError("statement", null, "genesis names another broker than the file");
  }
  return history;
}

async function readEntries(lines: ExportReader, history: StatementHistory): Promise<EntrySequence> {
  const entries = new EntrySequence(history);
  for await (const line of lines.each("entry")) {
    await entries.add(line);
  }
  if (await lines.isAtEnd()) {
    const message = "the file ends before a signed checkpoint";
    throw new BrokenLedgerError("truncated", entries.leaves.length, message);
  }
  entries.requireEnd();
  return entries;
}

async function sessionTreeKey(
  { origin, sid }: HeaderLine,
  { roster }: StatementHistory,
): Promise<NoteKey> {
  try {
    return await noteKey(await sessionTreeOrigin(origin, sid), roster.ledgerKey);
  } catch (error) {
    if (error instanceof FormatError) {
      const message = "genesis names a broker that has no ledger";
      throw new BrokenLedgerError("statement", null, message, error);
    }
    throw error;
  }
}

/** The broker signs both with the key that genesis names, so that the file cannot bring its own. */
async function brokerLogKey({ origin, logKey }: HeaderLine, { key }: NoteKey): Promise<NoteKey> {
  const logsKey = await noteKey(brokerLogOrigin(origin), key);
  if (noteKeyText(logsKey) !== logKey) {
    const message = "the broker-wide log is not under the key that genesis names";
    throw new BrokenLedgerError("signature", null, message);
  }
  return logsKey;
}

async function isCosigned(
  { policy }: HeaderLine,
  log: LogEvidence,
  demanded: WitnessPolicy | undefined,
): Promise<boolean> {
  if (demanded !== undefined) {
    if (!(await log.isCosigned(demanded))) {
      const message = "the witnesses that the policy demands have not cosigned";
      throw new BrokenLedgerError("policy", null, message);
    }
    return true;
  }
  return policy !== "" && log.isCosigned(await readPolicy(policy));
}

async function readPolicy(text: string): Promise<WitnessPolicy> {
  try {
    return await parseWitnessPolicy(text);
  } catch (error) {
    if (error instanceof FormatError) {
      throw new BrokenLedgerError("policy", null, "the policy in the file is none", error);
    }
    throw error;
  }
}
