package dev.latchkey.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void aFolderThatIsNotThereIsMadeForTheOwnerAlone() throws Exception {
    var folder = parent.resolve("a").resolve("data");

    try (var held = DataFolder.hold(folder)) {
      assertThat(held.path()).isEqualTo(folder);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aFolderIsHeldOnceAndAgainWhenItWasGivenBack() {
    try (var _ = DataFolder.hold(parent)) {
      assertThatThrownBy(() -> DataFolder.hold(parent))
          .isInstanceOf(InUseException.class)
          .hasMessageContaining("data-dir: another broker uses");
    }
    DataFolder.hold(parent).close();
  }

  @Test
  void aFileInPlaceOfTheFolderIsToldPlainly() throws Exception {
    var file = parent.resolve("data");
    Files.writeString(file, "");

    assertThatThrownBy(() -> DataFolder.hold(file))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("data-dir: cannot read and write");
  }
}
