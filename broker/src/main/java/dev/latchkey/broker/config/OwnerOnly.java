package dev.latchkey.broker.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// What only the broker's own user can open, on file systems that have such a thing.
public enum OwnerOnly {
  FILE("rw-------"),
  FOLDER("rwx------");

  private final String permissions;

  OwnerOnly(String permissions) {
    this.permissions = permissions;
  }

  public FileAttribute<?>[] attributes(Path place) {
    return isPosix(place)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions())}
        : new FileAttribute<?>[0];
  }

  /// Makes a new file, to be written. Throws [java.nio.file.FileAlreadyExistsException] if there is
  /// one.
  public OutputStream create(Path file) throws IOException {
    Files.createFile(file, attributes(file));
    return Files.newOutputStream(file);
  }

  Set<PosixFilePermission> permissions() {
    return PosixFilePermissions.fromString(permissions);
  }

  static boolean isPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
