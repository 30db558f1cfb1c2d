package dev.latchkey.crypto.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// Writes all vectors anew and removes those that no source makes any more.
final class VectorWriter {
  private VectorWriter() {}

  public static void main(String... args) throws IOException {
    for (var source : VectorSources.ALL) {
      var folder = Files.createDirectories(VectorFile.root().resolve(source.kind()));
      removeOthers(folder, source);
      for (var vector : source.vectors()) {
        Files.write(
            folder.resolve(VectorFile.fileName(vector)), VectorFile.render(source.kind(), vector));
      }
      System.out.println(source.kind() + ": " + source.vectors().size());
    }
  }

  private static void removeOthers(Path folder, VectorSource source) throws IOException {
    var wanted = source.vectors().stream().map(VectorFile::fileName).collect(Collectors.toSet());
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (!wanted.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}
