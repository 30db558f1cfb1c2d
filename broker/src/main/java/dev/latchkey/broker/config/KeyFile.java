package dev.latchkey.broker.config;

import dev.latchkey.crypto.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/// The file `keys.json` in the data directory. It is made once, whole or not at all, for the
/// broker's own user alone; losing it makes every session of the store unusable.
public final class KeyFile {
  private static final String NAME = "keys.json";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFile() {}

  /// The keys of this directory; new ones, if it has none yet. Throws [InvalidConfigException] if
  /// the file cannot be used, is damaged, or can be opened by others.
  public static Keys open(Path directory, SecureRandom random) {
    var file = directory.resolve(NAME);
    try {
      createDirectory(directory);
      if (!Files.exists(file)) {
        create(file, Keys.generate(random));
      }
      requireOwnerOnly(file);
      return Keys.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidConfigException(
          "data-dir: cannot read and write in " + directory.toAbsolutePath().normalize());
    } catch (FormatException e) {
      throw new InvalidConfigException(
          file + " is damaged: put back a backup of it; without it no session can be used");
    }
  }

  private static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions(directory, "rwx------"));
    }
  }

  private static void create(Path file, Keys keys) throws IOException {
    var draft = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, permissions(file, "rw-------"));
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(keys.write());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    if (isPosix(file)) {
      try (var parent =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        parent.force(true);
      }
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new InvalidConfigException(
          file + " can be opened by other users: run chmod 600 on it, or make new keys");
    }
  }

  private static FileAttribute<?>[] permissions(Path place, String permissions) {
    return isPosix(place)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
