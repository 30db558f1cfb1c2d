package dev.latchkey.broker.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.latchkey.broker.cli.Output.Column;
import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.store.Store;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `latchkey sessions`: what the store has, in IDs, counts, sizes and times.
@Command(
    name = "sessions",
    description = "Shows sessions: IDs, counts, sizes and times. Nobody here can read more.",
    synopsisSubcommandLabel = "COMMAND")
final class SessionsCommand {
  private static final int PAGE = 500;

  private final Shell shell;

  SessionsCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(name = "list", description = "Lists all sessions of the store, by their IDs.")
  int list(@Mixin Output output) {
    try (var store = shell.openStore(shell.config())) {
      var table =
          output.table(
              Column.text("SESSION", 27),
              Column.number("STATEMENTS", 0),
              Column.number("EPOCH", 0),
              Column.number("LOG BYTES", 0),
              Column.number("STORED BYTES", 0),
              Column.text("CREATED", 20),
              Column.text("EXPIRES", 20));
      var page = store.sessions().list(Optional.empty(), PAGE);
      while (!page.isEmpty()) {
        page.forEach(row -> table.row(fields(row)));
        page = store.sessions().list(Optional.of(page.getLast().sid()), PAGE);
      }
      return LatchkeyCommand.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Shows one session: its members and invites as counts, its channels by size.")
  int show(
      @Mixin Output output,
      @Parameters(paramLabel = "SESSION", description = "Its ID.") SessionId session) {
    var config = shell.config();
    try (var store = shell.openStore(config)) {
      var row =
          store
              .sessions()
              .find(session)
              .orElseThrow(
                  () -> new CommandFailedException("there is no session " + session.value()));
      var fields = fields(row);
      fields.putAll(contents(config, store, session));
      output.say(lines(fields), fields);
      return LatchkeyCommand.DONE;
    }
  }

  private static Map<String, Object> fields(SessionRow row) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("session", row.sid().value());
    fields.put("statements", row.size());
    fields.put("epoch", row.epoch());
    fields.put("logBytes", row.logBytes());
    fields.put("storedBytes", row.storedBytes());
    fields.put("createdAt", Output.time(row.createdAt()));
    fields.put("expiresAt", Output.time(row.expiresAt()));
    return fields;
  }

  private Map<String, Object> contents(Config config, Store store, SessionId session) {
    var roster = shell.rosters(config, store).of(session);
    var fields = new LinkedHashMap<String, Object>();
    fields.put("members", byRole(roster));
    fields.put("invites", roster.invites().size());
    fields.put("ended", roster.ended());
    fields.put("frozen", roster.frozen());
    fields.put("ledgerEntries", store.ledgers().size(session));
    var channels = new TreeMap<String, Object>();
    store.sessions().channelHeads(session).forEach((k, v) -> channels.put(k.toString(), v));
    fields.put("channels", channels);
    return fields;
  }

  private static Map<String, Long> byRole(Roster roster) {
    return roster.members().stream()
        .filter(Member::active)
        .collect(groupingBy(member -> member.role().wire(), TreeMap::new, counting()));
  }

  private static String lines(Map<String, Object> fields) {
    var width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
    return String.join(
        "\n",
        fields.entrySet().stream()
            .map(it -> it.getKey() + " ".repeat(width + 2 - it.getKey().length()) + it.getValue())
            .toList());
  }
}
