package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.ledger.Verdict.Code;
import dev.latchkey.crypto.sign.SigningKey;

/// Lies about what is signed, logged and cosigned.
final class EvidenceLies extends LieDrafts {
  EvidenceLies(SampleExport export) {
    super(export);
  }

  @Override
  void tell() {
    signatures();
    logs();
    policies();
  }

  private void signatures() {
    var other = SigningKey.fromSeed(SeededRandom.bytes("another broker", SigningKey.SEED_SIZE));
    var checkpoint = export.checkpoint(last + 1);
    file(
        "signature-other-key",
        "a checkpoint by another key",
        Code.SIGNATURE,
        none(),
        lines ->
            replace(
                lines,
                checkpointLine(2),
                new ExportLine.SessionCheckpoint(checkpoint.sign(other))));
    file(
        "signature-other-origin",
        "a checkpoint of another ledger",
        Code.SIGNATURE,
        none(),
        lines ->
            replace(
                lines,
                checkpointLine(2),
                SampleExport.signed(
                    new Checkpoint(
                        "broker.example/s/other", checkpoint.size(), checkpoint.root()))));
    file(
        "signature-of-another",
        "the signature of another checkpoint",
        Code.SIGNATURE,
        none(),
        lines ->
            replace(
                lines,
                checkpointLine(2),
                new ExportLine.SessionCheckpoint(
                    note(checkpointLine(1))
                        .replace(export.checkpoint(10).body(), checkpoint.body()))));
    file(
        "log-key",
        "a log under a key that genesis does not name",
        Code.SIGNATURE,
        none(),
        lines ->
            replace(
                lines,
                0,
                header(
                    "logKey",
                    SampleExport.logKey().text(),
                    new NoteKey(SampleExport.logKey().name(), other.verifyingKey()).text())));
    file(
        "log-signature",
        "a checkpoint of the log by another key",
        Code.SIGNATURE,
        none(),
        lines ->
            replace(
                lines,
                logLine(),
                new ExportLine.LogCheckpoint(
                    new Checkpoint(SampleExport.logKey().name(), 6, checkpoint.root())
                        .sign(other))));
  }

  private void logs() {
    int line = logLine() + 2;
    file(
        "log-hash",
        "another hash on the way",
        Code.LOG_PROOF,
        none(),
        logged(line, to -> new ExportLine.Logged(to.entry(), to.index(), to.hashes().reversed())));
    file(
        "log-hash-missing",
        "a hash too few",
        Code.LOG_PROOF,
        none(),
        logged(
            line,
            to ->
                new ExportLine.Logged(
                    to.entry(), to.index(), to.hashes().subList(1, to.hashes().size()))));
    file(
        "log-index",
        "another place in the log",
        Code.LOG_PROOF,
        none(),
        logged(line, to -> new ExportLine.Logged(to.entry(), to.index() - 1, to.hashes())));
    file(
        "log-entry",
        "an entry that is no checkpoint",
        Code.LOG_PROOF,
        none(),
        logged(line, to -> new ExportLine.Logged(STATEMENT, to.index(), to.hashes())));
    file(
        "log-unknown",
        "a logged checkpoint that the file leaves out",
        Code.LOG_PROOF,
        none(),
        lines -> lines.remove(checkpointLine(1)));
  }

  private void policies() {
    file(
        "policy-none",
        "a policy that is none",
        Code.POLICY,
        none(),
        lines -> replace(lines, 0, header("policy", "witness w", "who else")));
    demanding(
        "not-cosigned",
        "a log without the cosignature that is demanded",
        lines -> replace(lines, logLine(), new ExportLine.LogCheckpoint(withoutCosignature())));
    demanding(
        "not-logged",
        "no log at all, where a witness is demanded",
        lines -> lines.subList(logLine(), lines.size()).clear());
  }

  private String withoutCosignature() {
    var signed = SignedNote.parse(note(logLine()));
    return new SignedNote(signed.body(), signed.signatures().subList(0, 1)).text();
  }
}
