package dev.latchkey.broker.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
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

  /// What a file that is there may allow. Where another user owns it, as where a platform mounts
  /// secrets, the broker reads it as one of its group.
  Set<PosixFilePermission> permitted(Path file) throws IOException {
    var permitted = EnumSet.copyOf(permissions());
    if (!Files.getOwner(file).getName().equals(System.getProperty("user.name"))) {
      permitted.add(PosixFilePermission.GROUP_READ);
    }
    return permitted;
  }

  static boolean isPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
