package dev.latchkey.broker.config;

import dev.latchkey.crypto.FormatException;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML as names and texts: what is in a section has the name of the section and a dot before
/// its own. No object is made of what is read, whatever type the file says it has.
final class SettingsFile {
  private static final int MOST_SECTIONS = 4;

  private final Map<String, String> values = new TreeMap<>();

  private SettingsFile() {}

  /// Throws [FormatException] for what is no YAML, and for lists and names that are given twice.
  static Map<String, String> parse(String yaml) {
    var file = new SettingsFile();
    try {
      var root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
      if (root != null) {
        file.add("", root, 0);
      }
      return file.values;
    } catch (YAMLException e) {
      throw new FormatException("want YAML");
    }
  }

  private void add(String name, Node node, int depth) {
    switch (node) {
      case ScalarNode scalar when depth > 0 -> put(name, scalar);
      case MappingNode section when depth < MOST_SECTIONS ->
          section
              .getValue()
              .forEach(
                  it -> {
                    if (!(it.getKeyNode() instanceof ScalarNode key)) {
                      throw new FormatException("want names that are texts");
                    }
                    var full = name.isEmpty() ? key.getValue() : name + "." + key.getValue();
                    add(full, it.getValueNode(), depth + 1);
                  });
      default -> throw new FormatException("want sections with one text for each setting");
    }
  }

  private void put(String name, ScalarNode scalar) {
    var text = scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
    if (values.put(name, text) != null) {
      throw new FormatException("want each setting once");
    }
  }
}
