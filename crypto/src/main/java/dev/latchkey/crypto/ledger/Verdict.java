package dev.latchkey.crypto.ledger;

import java.util.OptionalLong;

/// What [LedgerVerifier] says about an export.
public sealed interface Verdict {
  /// Everything in it is as it was signed, in the order in which it happened, and nothing is
  /// missing up to the last entry.
  ///
  /// @param entries how many there are
  /// @param checkpoints how many signed ones were recomputed
  /// @param logged how many of the entries the broker-wide log vouches for
  /// @param cosigned whether witnesses vouch for that log, as the policy demands them
  record Whole(long entries, long checkpoints, long logged, boolean cosigned) implements Verdict {}

  /// The first thing that is wrong.
  ///
  /// @param index of the entry that is wrong or missing; where only a root tells, the first that
  ///     no good one covers; none if it is about no entry
  /// @param message a sentence without full stop
  record Broken(Code code, OptionalLong index, String message) implements Verdict {}

  /// The wire names are in the vectors and must not change.
  enum Code {
    /// A line, entry or note is not of its form.
    MALFORMED("malformed"),
    /// The statements do not fold, or begin another session than the file says.
    STATEMENT("statement"),
    /// A statement's entry is not where it must be.
    MISSING_ACT("missing_act"),
    /// An entry says what its statement does not.
    UNEXPECTED_ACT("unexpected_act"),
    /// An entry is older than the one before it.
    TIME("time"),
    /// Who is said to have acted could not have, or on nothing that there was.
    NOT_LEGAL("not_legal"),
    /// Details are not those that the entry commits to.
    DETAILS("details"),
    /// A signed checkpoint has another root than the entries.
    ROOT("root"),
    /// A host signed a statement after having verified another ledger than this.
    CONTRADICTED("contradicted"),
    /// A checkpoint is not signed by the key that genesis names.
    SIGNATURE("signature"),
    /// Lines are not in their order.
    ORDER("order"),
    /// The file ends, or its entries do, before the last checkpoint says so.
    TRUNCATED("truncated"),
    /// A checkpoint is not in the broker-wide log where the file says.
    LOG_PROOF("log_proof"),
    /// The witnesses' policy cannot be read or is not met.
    POLICY("policy");

    private final String wire;

    Code(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    BrokenLedgerException at(long index, String message) {
      return new BrokenLedgerException(new Broken(this, OptionalLong.of(index), message));
    }

    BrokenLedgerException because(String message) {
      return new BrokenLedgerException(new Broken(this, OptionalLong.empty(), message));
    }
  }
}
