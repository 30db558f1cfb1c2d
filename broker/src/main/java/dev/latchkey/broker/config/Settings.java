package dev.latchkey.broker.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The settings as text: the defaults of `application.yaml`, then the operator's file, then the
/// environment. That resource is also the list of all names there are.
public final class Settings {
  private static final String PREFIX = "LATCHKEY_";
  private static final String FILE_SUFFIX = "_FILE";
  private static final String CONFIG = PREFIX + "CONFIG";

  private final Map<String, String> values;
  private final List<String> warnings;
  private final Set<String> read = new HashSet<>();

  private Settings(Map<String, String> values, List<String> warnings) {
    this.values = values;
    this.warnings = List.copyOf(warnings);
  }

  /// Throws [InvalidConfigException] for a file that cannot be read, a name that does not exist in
  /// it, and a variable that looks like a mistyped name. Any other variable of our prefix may
  /// belong to someone else and becomes a warning.
  public static Settings read(Map<String, String> environment) {
    var values =
        new TreeMap<>(flatten(Config.builder(ConfigSources.classpath("application.yaml"))));
    if (environment.containsKey(CONFIG)) {
      values.putAll(file(Path.of(environment.get(CONFIG)), values));
    }
    var warnings = new ArrayList<String>();
    values.putAll(variables(environment, values, warnings));
    return new Settings(values, warnings);
  }

  /// The value of a setting that `application.yaml` has; without the space around it.
  String text(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("application.yaml lacks " + name);
    }
    read.add(name);
    return value.strip();
  }

  /// Settings that nobody has asked for.
  Set<String> unread() {
    var unread = new TreeSet<>(values.keySet());
    unread.removeAll(read);
    return unread;
  }

  /// Variables that mean nothing to the broker, one sentence each.
  public List<String> warnings() {
    return warnings;
  }

  private static Map<String, String> file(Path path, Map<String, String> known) {
    Map<String, String> values;
    try {
      Files.readString(path);
      values = flatten(Config.builder(ConfigSources.file(path)));
    } catch (IOException | ConfigException e) {
      throw new InvalidConfigException(CONFIG + ": cannot read " + path + " as YAML");
    }
    for (var name : values.keySet()) {
      if (!known.containsKey(name)) {
        throw new InvalidConfigException(path + ": there is no setting " + name);
      }
    }
    return values;
  }

  private static Map<String, String> variables(
      Map<String, String> environment, Map<String, String> known, List<String> warnings) {
    var names = new HashMap<String, String>();
    known.keySet().forEach(name -> names.put(variable(name), name));
    var values = new HashMap<String, String>();
    for (var entry : new TreeMap<>(environment).entrySet()) {
      var variable = entry.getKey();
      if (!variable.startsWith(PREFIX) || variable.equals(CONFIG)) {
        continue;
      }
      var name = names.get(variable);
      var secretName = names.get(variable.replaceFirst(FILE_SUFFIX + "$", ""));
      if (name != null) {
        put(values, name, entry.getValue(), variable);
      } else if (secretName != null) {
        put(values, secretName, secret(variable, entry.getValue()), variable);
      } else {
        warnings.add(unknown(variable, names));
      }
    }
    return values;
  }

  private static void put(Map<String, String> values, String name, String value, String variable) {
    if (values.put(name, value) != null) {
      throw new InvalidConfigException(
          variable + ": given twice, once with " + FILE_SUFFIX + " and once without");
    }
  }

  private static String secret(String variable, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new InvalidConfigException(variable + ": cannot read the file " + file);
    }
  }

  private static String unknown(String variable, Map<String, String> names) {
    for (var known : names.keySet()) {
      if (EditDistance.between(known, variable) <= 2) {
        throw new InvalidConfigException(
            variable + ": there is no such setting; did you mean " + known + "?");
      }
    }
    return variable + " is no setting of the broker and is ignored";
  }

  private static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static Map<String, String> flatten(Config.Builder source) {
    return source
        .disableEnvironmentVariablesSource()
        .disableSystemPropertiesSource()
        .disableValueResolving()
        .build()
        .asMap()
        .orElse(Map.of());
  }
}
