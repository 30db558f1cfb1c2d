package dev.latchkey.broker.cli;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.HeldKeys;
import dev.latchkey.broker.config.OwnerOnly;
import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.LedgerExport;
import dev.latchkey.broker.ledger.OperatorActs.Part;
import dev.latchkey.broker.store.Store;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.ledger.Verdict.Broken;
import dev.latchkey.crypto.ledger.Verdict.Whole;
import dev.latchkey.crypto.ledger.WitnessPolicy;
import dev.latchkey.crypto.roster.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey ledger`: makes the export of a session's ledger, and verifies one without broker or
/// network.
@Command(
    name = "ledger",
    description = "Exports the ledger of a session, and verifies such a file.",
    synopsisSubcommandLabel = "COMMAND")
final class LedgerCommand {
  private final Shell shell;

  LedgerCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "verify",
      description = {
        "Says whether an exported ledger is whole, or which entry is wrong and why.",
        "Exit code 0: whole, 1: broken, 2: wrong use."
      })
  int verify(
      @Mixin Output output,
      @Parameters(paramLabel = "FILE", description = "latchkey-ledger-….jsonl") Path file,
      @Option(
              names = "--policy",
              paramLabel = "FILE",
              description = "Demand the witnesses of this tlog-policy.")
          @Nullable Path policy) {
    var verdict = verdict(file, Optional.ofNullable(policy).map(LedgerCommand::policy));
    output.say(sentence(verdict), fields(verdict));
    return verdict instanceof Whole ? LatchkeyCommand.DONE : LatchkeyCommand.FAILED;
  }

  @Command(
      name = "export",
      description = {
        "Writes the ledger of a session as lines of JSON, which ledger verify accepts.",
        "It tells who did what when, and nothing of what the session is about.",
        "It also tells that this was done."
      })
  int export(
      @Mixin Output output,
      @Parameters(paramLabel = "SESSION", description = "Its ID.") SessionId session,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description =
                  "Write this new file, for its owner alone. Otherwise one in this folder.")
          @Nullable Path file) {
    var config = shell.config();
    try (var store = shell.openStore(config)) {
      var ledger = ledger(config, store);
      shell.acts(config, store).read(session, Part.LEDGER);
      var export = ledger.export(session);
      var place = file == null ? Path.of(export.name()) : file;
      write(export, place);
      var fields = new LinkedHashMap<String, Object>();
      fields.put("session", session.value());
      fields.put("file", place.toString());
      output.say("wrote " + place, fields);
      return LatchkeyCommand.DONE;
    }
  }

  private Ledger ledger(Config config, Store store) {
    var policy = config.ledger().witnessPolicy();
    var origin = config.publicUrl().value();
    var keys = new HeldKeys(store.keys(), shell.clock());
    var log = new BrokerLog(store.log(), store.ledgers(), origin, keys::ledger);
    return new Ledger(store.ledgers(), store.sessions(), log, policy.text(), origin, keys::ledger);
  }

  private static void write(LedgerExport export, Path file) {
    try (var out = OwnerOnly.FILE.create(file)) {
      export.writeTo(out);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(file + " is there already; give another name with -o");
    } catch (IOException e) {
      throw new CommandFailedException("cannot write " + file);
    }
  }

  private static Verdict verdict(Path file, Optional<WitnessPolicy> policy) {
    try (var lines = new FileLines(Files.newInputStream(file))) {
      return LedgerVerifier.verify(lines, policy);
    } catch (IOException | UncheckedIOException e) {
      throw new UnusableFileException("cannot read " + file);
    }
  }

  private static WitnessPolicy policy(Path file) {
    try {
      return WitnessPolicy.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UnusableFileException("cannot read " + file);
    } catch (FormatException e) {
      throw new UnusableFileException(file + " is no witness policy: " + e.getMessage());
    }
  }

  private static String sentence(Verdict verdict) {
    return switch (verdict) {
      case Whole whole ->
          "verified up to #%d (%d signed checkpoints; %s; %s)"
              .formatted(
                  whole.entries() - 1,
                  whole.checkpoints(),
                  whole.logged() == 0
                      ? "not in the broker-wide log yet"
                      : "in the broker-wide log up to #" + (whole.logged() - 1),
                  whole.cosigned() ? "cosigned by witnesses" : "not cosigned");
      case Broken broken ->
          "broken%s: %s (%s)"
              .formatted(
                  broken.index().isPresent() ? " at #" + broken.index().getAsLong() : "",
                  broken.message(),
                  broken.code().wire());
    };
  }

  private static Map<String, Object> fields(Verdict verdict) {
    var fields = new LinkedHashMap<String, Object>();
    switch (verdict) {
      case Whole whole -> {
        fields.put("ok", true);
        fields.put("entries", whole.entries());
        fields.put("checkpoints", whole.checkpoints());
        fields.put("logged", whole.logged());
        fields.put("cosigned", whole.cosigned());
      }
      case Broken broken -> {
        fields.put("ok", false);
        fields.put("brokenAt", broken.index().isPresent() ? broken.index().getAsLong() : null);
        fields.put("code", broken.code().wire());
        fields.put("message", broken.message());
      }
    }
    return fields;
  }
}
