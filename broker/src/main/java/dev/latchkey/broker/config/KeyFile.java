package dev.latchkey.broker.config;

import dev.latchkey.crypto.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// The file of the broker's keys, for the broker's own user alone. It is made and replaced whole or
/// not at all; losing it makes every session of the store unusable. Brokers of one store have one
/// such file.
public final class KeyFile {
  private static final String NAME = "keys.json";

  private final Path path;

  private KeyFile(Path path) {
    this.path = path;
  }

  public static KeyFile at(Path path) {
    return new KeyFile(path);
  }

  /// The one of the settings. None, if nothing is said, of a store in memory, whose keys are there,
  /// too.
  public static Optional<KeyFile> of(Config config) {
    var path =
        switch (config.store()) {
          case StoreChoice.Sqlite _, StoreChoice.Postgres _ ->
              Optional.of(config.dataDir().resolve(NAME));
          case StoreChoice.Memory _ -> Optional.<Path>empty();
        };
    return config.keysFile().or(() -> path).map(KeyFile::new);
  }

  public Path path() {
    return path;
  }

  public boolean exists() {
    return Files.exists(path);
  }

  /// The keys of this file; new ones, if there is none yet. Throws as [#read].
  public Keys open(SecureRandom random) {
    try {
      if (!exists()) {
        // If another broker makes it at the same time, its keys stay.
        var _ = create(Keys.generate(random));
      }
    } catch (IOException e) {
      throw unusable("cannot make");
    }
    return read();
  }

  /// Throws [InvalidConfigException] if the file is not there or cannot be read, is damaged, or can
  /// be opened by others.
  public Keys read() {
    try {
      requireOwnerOnly();
      return Keys.read(Files.readAllBytes(path));
    } catch (IOException e) {
      throw unusable("cannot read");
    } catch (FormatException e) {
      throw new InvalidConfigException(
          path + " is damaged: put back a backup of it; without it no session can be used");
    }
  }

  /// Makes the file with these keys. Throws [InvalidConfigException] if there is one already.
  public void make(Keys keys) {
    try {
      if (!create(keys)) {
        throw new InvalidConfigException(path + " is there already");
      }
    } catch (IOException e) {
      throw unusable("cannot make");
    }
  }

  /// Puts these keys in the place of those that were read. Throws [InvalidConfigException] if that
  /// cannot be; the file is as it was then.
  ///
  /// @param before the keys that the file has, as far as the caller knows
  public void replace(Keys before, Keys keys) {
    try {
      var draft = draft(keys);
      try {
        if (!Arrays.equals(read().write(), before.write())) {
          throw new InvalidConfigException(path + " was changed meanwhile: look, and try again");
        }
        Files.move(
            draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
      syncFolder();
    } catch (IOException e) {
      throw unusable("cannot write");
    }
  }

  /// Whether the file was not there before.
  private boolean create(Keys keys) throws IOException {
    var draft = draft(keys);
    try {
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (UnsupportedOperationException _) {
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    syncFolder();
    return true;
  }

  private Path draft(Keys keys) throws IOException {
    var draft = Files.createTempFile(folder(), NAME, ".new", OwnerOnly.FILE.attributes(folder()));
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(keys.write());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return draft;
  }

  private void syncFolder() throws IOException {
    if (OwnerOnly.isPosix(path)) {
      try (var folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  private Path folder() {
    return Objects.requireNonNull(path.toAbsolutePath().normalize().getParent(), "a folder");
  }

  private void requireOwnerOnly() throws IOException {
    if (OwnerOnly.isPosix(path)
        && !OwnerOnly.FILE.permitted(path).containsAll(Files.getPosixFilePermissions(path))) {
      throw new InvalidConfigException(
          path + " can be opened by other users: run chmod 600 on it, or make new keys");
    }
  }

  private InvalidConfigException unusable(String what) {
    return new InvalidConfigException(
        "keys-file: " + what + " " + path.toAbsolutePath().normalize());
  }
}
