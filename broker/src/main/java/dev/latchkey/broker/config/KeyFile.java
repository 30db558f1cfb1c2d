package dev.latchkey.broker.config;

import dev.latchkey.crypto.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/// The file `keys.json` in the data directory. It is made once, whole or not at all, for the
/// broker's own user alone; losing it makes every session of the store unusable.
public final class KeyFile {
  private static final String NAME = "keys.json";

  private KeyFile() {}

  /// The keys of this folder; new ones, if it has none yet. Throws [InvalidConfigException] if
  /// the file cannot be used, is damaged, or can be opened by others.
  public static Keys open(DataFolder folder, SecureRandom random) {
    var file = folder.path().resolve(NAME);
    try {
      if (!Files.exists(file)) {
        create(file, Keys.generate(random));
      }
      requireOwnerOnly(file);
      return Keys.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidConfigException(
          "data-dir: cannot read and write in " + folder.path().toAbsolutePath().normalize());
    } catch (FormatException e) {
      throw new InvalidConfigException(
          file + " is damaged: put back a backup of it; without it no session can be used");
    }
  }

  private static void create(Path file, Keys keys) throws IOException {
    var draft = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, OwnerOnly.FILE.attributes(file));
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(keys.write());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    if (OwnerOnly.isPosix(file)) {
      try (var parent =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        parent.force(true);
      }
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    if (OwnerOnly.isPosix(file)
        && !OwnerOnly.FILE.permissions().containsAll(Files.getPosixFilePermissions(file))) {
      throw new InvalidConfigException(
          file + " can be opened by other users: run chmod 600 on it, or make new keys");
    }
  }
}
