package dev.latchkey.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.ledger.SaltedDetails;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `latchkey subject`: what is kept of one person in one session. The session's ledger says that it
/// was asked for.
@Command(
    name = "subject",
    description = "Exports or erases what is kept of a member. The ledger of the session says so.",
    synopsisSubcommandLabel = "COMMAND")
final class SubjectCommand {
  private final Shell shell;

  SubjectCommand(Shell shell) {
    this.shell = shell;
  }

  /// Whose data it is.
  static final class Whose {
    @Option(
        names = "--session",
        required = true,
        paramLabel = "SESSION",
        description = "ID of the session.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private SessionId session;

    @Option(
        names = "--member",
        required = true,
        paramLabel = "MEMBER",
        description = "ID of the member, as the ledger has it.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private MemberId member;
  }

  @Command(
      name = "export",
      description = {
        "Writes, as JSON lines, the member's keys and role, the sealed name, and every entry of the"
            + " ledger by or about the member with what is kept beside it."
      })
  int export(@Mixin Whose whose) {
    var config = shell.config();
    try (var store = shell.openStore(config)) {
      var subject = shell.acts(config, store).export(whose.session, whose.member);
      print(
          member(whose.session, subject.member(), subject.name().map(it -> it.frame().toString())));
      subject.entries().forEach(entry -> print(entry(entry)));
      return LatchkeyCommand.DONE;
    }
  }

  @Command(
      name = "erase",
      description = {
        "Erases networks and browsers beside the member's entries, and the sealed name. What was"
            + " signed stays: every proof holds as before."
      })
  int erase(@Mixin Output output, @Mixin Whose whose) {
    var config = shell.config();
    try (var store = shell.openStore(config)) {
      int erased = shell.acts(config, store).erase(whose.session, whose.member);
      output.say(
          "erased what was kept beside %d entries, and the name".formatted(erased),
          Map.of("entries", erased));
      return LatchkeyCommand.DONE;
    }
  }

  private static Map<String, Object> member(
      SessionId session, Member member, Optional<String> name) {
    var object = new LinkedHashMap<String, Object>();
    object.put("kind", "member");
    object.put("session", session.value());
    object.put("member", member.id().value());
    object.put("role", member.role().wire());
    object.put("standing", member.standing().name().toLowerCase(Locale.ROOT));
    object.put("signingKey", member.signingKey().bytes().toString());
    object.put("name", name.orElse(null));
    return object;
  }

  private static Map<String, Object> entry(StoredEntry entry) {
    var object = new LinkedHashMap<String, Object>();
    object.put("kind", "entry");
    object.put("index", entry.index());
    object.put("entry", entry.leaf());
    object.put(
        "details", entry.details().map(SaltedDetails::details).map(it -> it.text()).orElse(null));
    return object;
  }

  private void print(Map<String, ?> object) {
    shell.out().println(new String(StrictJson.write(object), UTF_8));
  }
}
