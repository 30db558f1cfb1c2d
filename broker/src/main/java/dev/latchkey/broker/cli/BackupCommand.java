package dev.latchkey.broker.cli;

import dev.latchkey.broker.backup.Backup;
import dev.latchkey.broker.backup.BackupCheck;
import dev.latchkey.broker.backup.Restore;
import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.config.StoreChoice;
import dev.latchkey.crypto.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey backup`: copies of the embedded store and the keys, and the way back. Never says
/// anything of what is inside.
@Command(
    name = "backup",
    description = "Makes, checks and brings back copies of the store and the keys.",
    synopsisSubcommandLabel = "COMMAND")
final class BackupCommand {
  private final Shell shell;

  BackupCommand(Shell shell) {
    this.shell = shell;
  }

  /// How the keys are closed.
  static final class Passphrase {
    @Option(
        names = "--passphrase-file",
        required = true,
        paramLabel = "FILE",
        description = "A file whose first line closes the keys: at least 12 characters.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private Path file;

    String read() {
      try {
        return Files.readString(file).lines().findFirst().orElse("");
      } catch (IOException e) {
        throw new UnusableFileException("cannot read " + file);
      }
    }
  }

  @Command(
      name = "create",
      description = "Copies store and keys into a new folder, while the broker runs.")
  int create(
      @Mixin Output output,
      @Mixin Passphrase passphrase,
      @Parameters(paramLabel = "FOLDER", description = "Empty, or not there yet.") Path folder) {
    var config = embedded();
    try {
      var backup =
          Backup.create(
              config.dataDir(),
              KeyFile.of(config).orElseThrow(),
              config.publicUrl().value(),
              folder,
              passphrase.read(),
              shell.clock().instant(),
              shell.random());
      var answer = new LinkedHashMap<String, Object>();
      answer.put("folder", folder.toString());
      answer.put("createdAt", Output.time(backup.createdAt()));
      output.say(
          "copied to %s what there was at %s; now check it with: backup verify"
              .formatted(folder, Output.time(backup.createdAt())),
          answer);
      return LatchkeyCommand.DONE;
    } catch (FormatException e) {
      throw new UnusableFileException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "verify",
      description = {
        "Says whether a broker could go on from a backup: the store is whole, the keys open and fit,"
            + " and every ledger verifies."
      })
  int verify(
      @Mixin Output output,
      @Mixin Passphrase passphrase,
      @Parameters(paramLabel = "FOLDER", description = "The backup.") Path folder) {
    var result = BackupCheck.run(Backup.open(folder), passphrase.read(), shell.clock().instant());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("createdAt", Output.time(result.createdAt()));
    answer.put("sessions", result.sessions());
    answer.put("entries", result.entries());
    output.say(
        "whole, as of %s: %d sessions, %d entries of ledgers"
            .formatted(Output.time(result.createdAt()), result.sessions(), result.entries()),
        answer);
    return LatchkeyCommand.DONE;
  }

  @Command(
      name = "restore",
      description = {
        "Puts a backup into the empty LATCHKEY_DATA_DIR. What came after the backup is lost: clients"
            + " that know of it raise the fork alarm and close the session."
      })
  int restore(
      @Mixin Output output,
      @Mixin Passphrase passphrase,
      @Option(names = "--accept-rollback", description = "Do it, although that is lost.")
          boolean accepted,
      @Parameters(paramLabel = "FOLDER", description = "The backup.") Path folder) {
    var config = embedded();
    var backup = Backup.open(folder);
    if (!accepted) {
      throw new CommandFailedException(
          ("what came after %s is lost, and clients that know of it raise the fork alarm and close"
                  + " the session; if that is meant, say --accept-rollback")
              .formatted(Output.time(backup.createdAt())));
    }
    Restore.run(backup, passphrase.read(), config.dataDir(), KeyFile.of(config).orElseThrow());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("folder", config.dataDir().toString());
    answer.put("createdAt", Output.time(backup.createdAt()));
    output.say(
        "%s has what there was at %s".formatted(config.dataDir(), Output.time(backup.createdAt())),
        answer);
    return LatchkeyCommand.DONE;
  }

  private Config embedded() {
    var config = shell.config();
    if (!(config.store() instanceof StoreChoice.Sqlite)) {
      throw new CommandFailedException(
          "this is for the store sqlite:; of PostgreSQL make backups with its own means (pg_dump,"
              + " or PITR) and keep a copy of the key file with them");
    }
    return config;
  }
}
