package dev.latchkey.broker.cli;

import dev.latchkey.broker.cli.Output.Column;
import dev.latchkey.broker.ledger.OperatorActs.Part;
import dev.latchkey.broker.session.Invites;
import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `latchkey invites`: those of one session, in IDs, counts and times.
@Command(
    name = "invites",
    description = "Shows the invites of a session: IDs, roles, counts and times.",
    synopsisSubcommandLabel = "COMMAND")
final class InvitesCommand {
  private final Shell shell;

  InvitesCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "list",
      description = "Lists all invites of a session, oldest first. Its ledger says so.")
  int list(
      @Mixin Output output,
      @Parameters(paramLabel = "SESSION", description = "Its ID.") SessionId session) {
    var config = shell.config();
    try (var store = shell.openStore(config)) {
      shell.acts(config, store).read(session, Part.INVITES);
      var roster = shell.rosters(config, store).of(session);
      var table =
          output.table(
              Column.text("INVITE", 22),
              Column.text("ROLE", 7),
              Column.text("STATE", 7),
              Column.number("USED", 0),
              Column.number("USES", 0),
              Column.number("OPENED", 0),
              Column.number("REFUSED", 0),
              Column.text("EXPIRES", 20));
      for (var stored : store.sessions().invites(session)) {
        roster.invite(stored.iid()).ifPresent(invite -> table.row(fields(invite, stored)));
      }
      return LatchkeyCommand.DONE;
    }
  }

  private Map<String, Object> fields(Invite invite, StoredInvite stored) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("invite", invite.id().value());
    fields.put("role", invite.role().wire());
    fields.put(
        "state", Invites.State.of(invite, shell.clock().instant()).name().toLowerCase(Locale.ROOT));
    fields.put("used", invite.used());
    fields.put("uses", invite.uses());
    fields.put("opened", stored.opened());
    fields.put("refused", stored.failed());
    fields.put("expiresAt", Output.time(Instant.ofEpochSecond(invite.exp())));
    return fields;
  }
}
