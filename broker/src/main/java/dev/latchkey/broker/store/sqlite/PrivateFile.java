package dev.latchkey.broker.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes files that only the broker's own user can open, before anything is written into them.
final class PrivateFile {
  private PrivateFile() {}

  /// Creates the directory and in it the empty file, unless they exist, so that both survive a loss
  /// of power. What exists keeps its permissions.
  static Path ensure(Path directory, String name) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions(directory, "rwx------"));
      Path parent = directory.toRealPath().getParent();
      if (parent != null) {
        sync(parent);
      }
    }
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(file, permissions(directory, "rw-------"));
      sync(directory);
    }
    return file;
  }

  private static FileAttribute<?>[] permissions(Path place, String permissions) {
    return isPosix(place)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /// Brings a file or directory to the disk.
  static void sync(Path place) throws IOException {
    // Elsewhere a directory cannot be opened, and the file system does this by itself.
    if (isPosix(place)) {
      try (var channel = FileChannel.open(place, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
