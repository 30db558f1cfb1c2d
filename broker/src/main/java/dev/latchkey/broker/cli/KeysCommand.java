package dev.latchkey.broker.cli;

import dev.latchkey.broker.cli.Output.Column;
import dev.latchkey.broker.config.DatedKey;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.config.Keys.Use;
import dev.latchkey.broker.config.Succession;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.token.BrokerKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey keys`: the broker's own keys. Works on the key file, beside running brokers, which
/// take over what has changed.
@Command(
    name = "keys",
    description = "Shows and replaces the broker's own keys, while it runs.",
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
  private final Shell shell;

  KeysCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "list",
      description = "Lists all keys: what they are for and how long they count.")
  int list(@Mixin Output output) {
    var keys = file().read();
    var now = shell.clock().instant();
    var table =
        output.table(
            Column.text("FOR", 6),
            Column.text("KEY", 22),
            Column.text("STATE", 8),
            Column.text("SINCE", 20),
            Column.text("UNTIL", 20));
    list(table, Use.TOKEN, keys.tokenKeys(), KeysCommand::kid, now);
    list(table, Use.LEDGER, keys.ledgerKeys(), KeysCommand::kid, now);
    list(table, Use.DATA, keys.dataKeys(), Keys::nameOf, now);
    return LatchkeyCommand.DONE;
  }

  @Command(
      name = "rotate",
      description = {
        "Makes a new key. It takes over after 10 seconds; what the old one made counts until it has"
            + " expired. A session keeps the ledger key that it began with."
      })
  int rotate(
      @Mixin Output output,
      @Parameters(paramLabel = "USE", description = "token, ledger or data.") Use use,
      @Option(
              names = "--stolen",
              description = "Somebody else has the old ones: they count no more, from now on.")
          boolean stolen) {
    var file = file();
    var before = file.read();
    var now = shell.clock().instant();
    Keys after;
    try {
      after =
          stolen
              ? before.replaced(use, now, shell.random())
              : before.rotated(use, now, shell.random());
    } catch (FormatException e) {
      throw new CommandFailedException("there are as many keys of this use as there may be");
    }
    file.replace(before, after);
    var from = stolen ? now : now.plus(Keys.NOTICE);
    var key =
        switch (use) {
          case TOKEN -> kid(after.tokenKeys().current(from));
          case LEDGER -> kid(after.ledgerKeys().current(from));
          case DATA -> Keys.nameOf(after.dataKeys().current(from));
        };
    var answer = new LinkedHashMap<String, Object>();
    answer.put("use", word(use));
    answer.put("key", key);
    answer.put("from", Output.time(from));
    output.say("the %s key is %s from %s on".formatted(word(use), key, Output.time(from)), answer);
    return LatchkeyCommand.DONE;
  }

  private KeyFile file() {
    return KeyFile.of(shell.config())
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "the keys are in the memory of the broker, where no command reaches them"));
  }

  private static <K> void list(
      Output.Table table, Use use, Succession<K> keys, Function<K, String> name, Instant now) {
    for (var dated : keys.keys()) {
      var row = new LinkedHashMap<String, Object>();
      row.put("use", word(use));
      row.put("key", name.apply(dated.key()));
      row.put("state", state(use, keys, dated, now));
      row.put("from", dated.from().equals(Instant.EPOCH) ? null : Output.time(dated.from()));
      row.put("until", dated.until().map(Output::time).orElse(null));
      table.row(row);
    }
  }

  private static <K> String state(Use use, Succession<K> keys, DatedKey<K> dated, Instant now) {
    if (dated.key().equals(keys.current(now))) {
      return "in use";
    }
    if (!dated.hasBegun(now)) {
      return "next";
    }
    if (use == Use.LEDGER) {
      return "kept";
    }
    return dated.hasEnded(now) ? "over" : "counts";
  }

  private static String kid(SigningKey key) {
    return BrokerKey.Public.of(key.verifyingKey()).kid();
  }

  private static String word(Use use) {
    return use.name().toLowerCase(Locale.ROOT);
  }
}
