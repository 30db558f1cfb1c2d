package dev.latchkey.broker.cli;

import dev.latchkey.broker.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `latchkey purge`: removes now what the broker would remove later.
@Command(
    name = "purge",
    description = {
      "Removes expired sessions with everything they own, for good.",
      "The broker does so by itself, every purge-interval."
    })
final class PurgeCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  private final Shell shell;
  @Mixin private final Output output;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      description = "Remove also those in which nobody was active for this long, such as 30d.")
  private @Nullable Duration olderThan;

  @Option(names = "--dry-run", description = "Remove nothing; only say how much it would be.")
  private boolean dryRun;

  PurgeCommand(Shell shell) {
    this.shell = shell;
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var config = shell.config();
    var expiring = expiring(config.session().idleTtl());
    try (var store = shell.openStore(config)) {
      var found = count(store.sessions(), expiring);
      int sessions = dryRun ? found.sessions() : store.sessions().purgeSessions(expiring);
      var object = new LinkedHashMap<String, Object>();
      object.put("sessions", sessions);
      object.put("storedBytes", found.bytes());
      object.put("dryRun", dryRun);
      output.say(
          "%s %d sessions with %d bytes"
              .formatted(dryRun ? "would remove" : "removed", sessions, found.bytes()),
          object);
      return LatchkeyCommand.DONE;
    }
  }

  /// Sessions that expire at this time or before are removed. Each expires one `idle-ttl` after the
  /// last activity.
  private Instant expiring(Duration idleTtl) {
    var now = shell.clock().instant();
    if (olderThan == null || olderThan.compareTo(idleTtl) >= 0) {
      return now;
    }
    return now.plus(idleTtl).minus(olderThan);
  }

  private record Found(int sessions, long bytes) {}

  private static Found count(SessionStore store, Instant expiring) {
    int sessions = 0;
    long bytes = 0;
    var page = store.list(Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      for (var row : page) {
        if (!row.expiresAt().isAfter(expiring)) {
          sessions++;
          bytes += row.storedBytes();
        }
      }
      page = store.list(Optional.of(page.getLast().sid()), PAGE);
    }
    return new Found(sessions, bytes);
  }
}
