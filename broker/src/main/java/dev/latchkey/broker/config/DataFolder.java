package dev.latchkey.broker.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder of store and key file, held by one broker: two on one folder would each believe that
/// nobody else writes, and serve what is old. The hold ends with the process, however that ends.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "broker.lock";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Creates the folder, for this user alone, if it is not there. Throws [InvalidConfigException]
  /// if it cannot be used, and [InUseException] while another broker holds it.
  public static DataFolder hold(Path folder) {
    try {
      make(folder);
      var lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isMine(lock)) {
        lock.close();
        throw new InUseException(
            "data-dir: another broker uses %s; stop it, or give this one a folder of its own"
                .formatted(folder.toAbsolutePath().normalize()));
      }
      return new DataFolder(folder, lock);
    } catch (IOException e) {
      throw unusable(folder);
    }
  }

  /// As [#hold], for a folder that nobody has to himself.
  public static void ensure(Path folder) {
    try {
      make(folder);
    } catch (IOException e) {
      throw unusable(folder);
    }
  }

  private static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OwnerOnly.FOLDER.attributes(folder));
    }
  }

  private static InvalidConfigException unusable(Path folder) {
    return new InvalidConfigException(
        "data-dir: cannot read and write in " + folder.toAbsolutePath().normalize());
  }

  public Path path() {
    return path;
  }

  private static boolean isMine(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("a lock that was held is given back", e);
    }
  }
}
