package dev.latchkey.broker.session;

import dev.latchkey.broker.ledger.Refusal;
import dev.latchkey.broker.metric.Count;
import dev.latchkey.broker.metric.Counts;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.crypto.roster.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What is counted of sessions, invites and joins.
public final class SessionMetrics {
  private static final String JOINED = "joined";
  private static final String KNOCKED = "knocked";
  private static final String REPEATED = "repeated";
  private static final String UNKNOWN = "unknown";
  private static final String SESSIONS = "sessions";
  private static final String CHALLENGES = "challenges";
  private static final String DETAILS = "details";

  private final Count sessions;
  private final Counts invites;
  private final Counts looks;
  private final Counts joins;
  private final Counts purged;

  public SessionMetrics(Metrics metrics) {
    this.sessions = metrics.count("latchkey_sessions_created_total", "Sessions that were created.");
    this.invites =
        metrics.counts(
            "latchkey_invites_created_total",
            "Invites that were created or extended.",
            "role",
            Arrays.stream(Role.values()).map(Role::wire).toList());
    this.looks =
        metrics.counts(
            "latchkey_invite_looks_total",
            "Looks at invites, which use none up; unknown: there is no such invite.",
            "result",
            Stream.concat(
                    Stream.of(UNKNOWN),
                    Arrays.stream(Invites.State.values()).map(SessionMetrics::word))
                .toList());
    this.joins =
        metrics.counts(
            "latchkey_joins_total",
            "Joins; repeated: by a device that is in, bad_proof: by whoever did not show an invite.",
            "result",
            Stream.concat(
                    Stream.of(JOINED, KNOCKED, REPEATED),
                    Arrays.stream(Refusal.values()).map(Refusal::outcome))
                .toList());
    this.purged =
        metrics.counts(
            "latchkey_purged_total",
            "What was removed because its time was over.",
            "what",
            List.of(SESSIONS, CHALLENGES, DETAILS));
  }

  void created() {
    sessions.add();
  }

  void invited(Role role) {
    invites.of(role.wire()).add();
  }

  void looked(Invites.State state) {
    looks.of(word(state)).add();
  }

  void lookedAtNothing() {
    looks.of(UNKNOWN).add();
  }

  void joined(boolean pending) {
    joins.of(pending ? KNOCKED : JOINED).add();
  }

  void joinedAgain() {
    joins.of(REPEATED).add();
  }

  void refused(Refusal why) {
    joins.of(why.outcome()).add();
  }

  void purged(Purged what) {
    purged.of(SESSIONS).add(what.sessions());
    purged.of(CHALLENGES).add(what.challenges());
  }

  /// @param entries of ledgers, of which details were erased
  void erased(int entries) {
    purged.of(DETAILS).add(entries);
  }

  private static String word(Invites.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
