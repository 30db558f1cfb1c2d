package dev.latchkey.broker.backup;

import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.config.OwnerOnly;
import dev.latchkey.broker.config.SealedKeys;
import dev.latchkey.broker.store.sqlite.SqliteCopy;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.seal.PassphraseSeal;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;

/// A folder with a copy of the embedded store as of one moment, the keys under a passphrase, and
/// what the backup says of itself. The copy holds what the store holds: nothing that opens content.
public final class Backup {
  private static final String KEYS = "keys.sealed";
  private static final String MANIFEST = "backup.json";

  private final Path folder;
  private final Manifest manifest;

  private Backup(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /// Makes a backup; the broker may run. The keys are read after the copy, so that they have every
  /// key that a session in it has pinned. Throws [UnusableBackupException] if the folder is not
  /// empty or cannot be written, and [FormatException] for a passphrase that is too short.
  public static Backup create(
      Path dataDir,
      KeyFile keyFile,
      String origin,
      Path folder,
      String passphrase,
      Instant now,
      SecureRandom random) {
    requireEmpty(folder);
    PassphraseSeal.requireLongEnough(passphrase);
    try {
      var copy = SqliteCopy.write(dataDir, folder);
      var schema = SqliteDatabase.schema(folder).found();
      var manifest = new Manifest(now, origin, schema, hash(copy));
      write(folder.resolve(KEYS), SealedKeys.seal(keyFile.read(), passphrase, random));
      write(folder.resolve(MANIFEST), manifest.write());
      return new Backup(folder, manifest);
    } catch (IOException e) {
      throw new UnusableBackupException("cannot write in " + folder);
    }
  }

  /// The backup in this folder. Throws [UnusableBackupException] if there is none, or the store in
  /// it is not the one that was copied.
  public static Backup open(Path folder) {
    try {
      var manifest = Manifest.read(Files.readAllBytes(folder.resolve(MANIFEST)));
      if (!hash(folder.resolve(SqliteDatabase.FILE_NAME)).equals(manifest.storeHash())) {
        throw new UnusableBackupException(
            "the store in %s is not the one that was copied".formatted(folder));
      }
      return new Backup(folder, manifest);
    } catch (IOException | FormatException e) {
      throw new UnusableBackupException("there is no backup in " + folder);
    }
  }

  public Instant createdAt() {
    return manifest.createdAt();
  }

  String origin() {
    return manifest.origin();
  }

  Path folder() {
    return folder;
  }

  /// The keys in it. Throws [UnusableBackupException] for another passphrase.
  Keys keys(String passphrase) {
    try {
      return SealedKeys.open(Files.readAllBytes(folder.resolve(KEYS)), passphrase);
    } catch (IOException | FormatException e) {
      throw new UnusableBackupException("the keys in %s are damaged".formatted(folder));
    } catch (OpenFailedException e) {
      throw new UnusableBackupException(
          "the keys do not open: another passphrase, or the file is damaged");
    }
  }

  static void requireEmpty(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (var content = Files.list(folder)) {
          if (content.findAny().isPresent()) {
            throw new UnusableBackupException(folder + " is not empty");
          }
        }
      }
    } catch (IOException e) {
      throw new UnusableBackupException("cannot read " + folder);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (var out = OwnerOnly.FILE.create(file)) {
      out.write(content);
    }
  }

  private static Bytes hash(Path file) throws IOException {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return Bytes.of(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
