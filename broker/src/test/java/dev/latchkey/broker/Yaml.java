package dev.latchkey.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Files that other programs read as YAML.
final class Yaml {
  private static final JsonMapper JSON = new JsonMapper();

  private Yaml() {}

  static JsonNode read(Path file) throws IOException {
    return readAll(file).getFirst();
  }

  /// All documents of the file.
  static List<JsonNode> readAll(Path file) throws IOException {
    var yaml = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()));
    var all = new ArrayList<JsonNode>();
    for (var document : yaml.loadAll(Files.readString(file))) {
      all.add(JSON.valueToTree(document));
    }
    return all;
  }
}
