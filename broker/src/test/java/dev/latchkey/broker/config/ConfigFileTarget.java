package dev.latchkey.broker.config;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Whatever the operator's file holds, the broker begins or says what is wrong with it. Input: the
/// file. Those that could make the broker look for a free port are left out.
public final class ConfigFileTarget implements FuzzTarget {
  private final Path file = emptyFile();

  @Override
  public List<byte[]> seeds() {
    return Seeds.of(
        "listen: \"127.0.0.1:18080\"\nstore: \"memory:\"\nlimit.max-keys: 2000\n",
        "session:\n  idle-ttl: 12h\n  max-members: 7\nhttp: {drain: 1s, idle-timeout: 1m}\n",
        "data-dir: \"a\\0b\"\nallowed-origins: null\ncreation-token: |\n  0123456789abcdef\n",
        "store: &a \"memory:\"\nredis-url: *a\n",
        "store: !!java.net.URL [\"http://host.invalid\"]\n",
        "- store\n---\n? {a: b}\n: [c]\n# end",
        "%YAML 1.2\n---\nsession: [1, 2]\n...\n");
  }

  @Override
  public void accept(byte[] input) {
    if (new String(input, UTF_8).contains(":0")) {
      return;
    }
    write(input);
    unlessRefused(
        InvalidConfigException.class,
        () -> Config.of(Settings.read(Map.of("LATCHKEY_CONFIG", file.toString()))));
  }

  @Override
  public int mutants() {
    return 100;
  }

  private void write(byte[] input) {
    try {
      Files.write(file, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path emptyFile() {
    try {
      var file = Files.createTempFile("latchkey", ".yaml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
