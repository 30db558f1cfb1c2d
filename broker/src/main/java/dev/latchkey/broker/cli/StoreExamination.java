package dev.latchkey.broker.cli;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.session.StoreFailedException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Looks at the data folder and at what is in it, while the broker runs and while it does not.
final class StoreExamination {
  private static final String FOLDER = "data-folder";
  private static final String STORE = "store";
  private static final long LEAST_FREE_BYTES = 1L << 30;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Shell shell;
  private final Config config;

  StoreExamination(Shell shell, Config config) {
    this.shell = shell;
    this.config = config;
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(folder(config.dataDir().toAbsolutePath().normalize()));
    findings.add(store());
    return findings;
  }

  private static Finding folder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        return Finding.warning(FOLDER, folder + " is not there yet; the broker makes it");
      }
      if (!Files.isWritable(folder)) {
        return Finding.failed(FOLDER, "this user cannot write in " + folder);
      }
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          && Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains)) {
        return Finding.warning(
            FOLDER, "other users can look into " + folder + "; run chmod 700 on it");
      }
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        return Finding.warning(FOLDER, "only %d MiB are free at %s".formatted(free >> 20, folder));
      }
      return Finding.ok(FOLDER, "%s, %d GiB free".formatted(folder, free >> 30));
    } catch (IOException e) {
      return Finding.failed(FOLDER, "cannot look at " + folder);
    }
  }

  private Finding store() {
    try {
      var begin = shell.clock().instant();
      var schema = shell.schema(config);
      var took = Duration.between(begin, shell.clock().instant());
      if (schema.isMissing()) {
        return Finding.warning(STORE, "there is none yet; the broker makes it");
      }
      if (schema.isNewer()) {
        return Finding.failed(
            STORE,
            "it has schema %d, this version knows up to %d: use the newer version"
                .formatted(schema.found(), schema.known()));
      }
      if (schema.isOlder()) {
        return Finding.warning(
            STORE,
            "it has schema %d; the next start brings it to %d: make a backup first"
                .formatted(schema.found(), schema.known()));
      }
      return Finding.ok(
          STORE, "schema %d, opened and read in %d ms".formatted(schema.found(), took.toMillis()));
    } catch (CommandFailedException e) {
      return Finding.skipped(STORE, String.valueOf(e.getMessage()));
    } catch (StoreFailedException e) {
      return Finding.failed(STORE, String.valueOf(e.getMessage()));
    }
  }
}
