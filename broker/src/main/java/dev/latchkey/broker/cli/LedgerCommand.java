package dev.latchkey.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.ledger.Verdict.Broken;
import dev.latchkey.crypto.ledger.Verdict.Whole;
import dev.latchkey.crypto.ledger.WitnessPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey ledger`: what can be done with the export of a ledger, without broker or network.
@Command(
    name = "ledger",
    description = "Works on the export of a session's ledger.",
    synopsisSubcommandLabel = "COMMAND")
final class LedgerCommand {
  private static final int WHOLE = 0;
  private static final int BROKEN = 1;

  private final PrintWriter out;
  private final PrintWriter err;

  LedgerCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Command(
      name = "verify",
      description = {
        "Says whether an exported ledger is whole, or which entry is wrong and why.",
        "Exit code 0: whole, 1: broken, 2: wrong use."
      })
  int verify(
      @Parameters(paramLabel = "FILE", description = "latchkey-ledger-….jsonl") Path file,
      @Option(names = "--json", description = "Write the verdict as one JSON object.") boolean json,
      @Option(
              names = "--policy",
              paramLabel = "FILE",
              description = "Demand the witnesses of this tlog-policy.")
          @Nullable Path policy) {
    try {
      var verdict = verdict(file, Optional.ofNullable(policy).map(LedgerCommand::policy));
      out.println(json ? json(verdict) : sentence(verdict));
      return verdict instanceof Whole ? WHOLE : BROKEN;
    } catch (UnusableFileException e) {
      err.println("latchkey: " + e.getMessage());
      return LatchkeyCommand.WRONG_USE;
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

  private static String json(Verdict verdict) {
    var json = new LinkedHashMap<String, Object>();
    switch (verdict) {
      case Whole whole -> {
        json.put("ok", true);
        json.put("entries", whole.entries());
        json.put("checkpoints", whole.checkpoints());
        json.put("logged", whole.logged());
        json.put("cosigned", whole.cosigned());
      }
      case Broken broken -> {
        json.put("ok", false);
        json.put("brokenAt", broken.index().isPresent() ? broken.index().getAsLong() : null);
        json.put("code", broken.code().wire());
        json.put("message", broken.message());
      }
    }
    return new String(StrictJson.write(json), UTF_8);
  }
}
