package dev.latchkey.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.config.Setting.Source;
import dev.latchkey.crypto.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The settings as text: the defaults of `application.yaml`, then the operator's file, then the
/// environment. That resource is also the list of all names there are.
public final class Settings {
  private static final String PREFIX = "LATCHKEY_";
  private static final String FILE_SUFFIX = "_FILE";
  private static final String CONFIG = PREFIX + "CONFIG";

  private final Map<String, Setting> values;
  private final List<String> warnings;
  private final Set<String> read = new HashSet<>();

  private Settings(Map<String, Setting> values, List<String> warnings) {
    this.values = values;
    this.warnings = List.copyOf(warnings);
  }

  /// Throws [InvalidConfigException] for a file that cannot be read, a name that does not exist in
  /// it, and a variable that looks like a mistyped name. Any other variable of our prefix may
  /// belong to someone else and becomes a warning.
  public static Settings read(Map<String, String> environment) {
    var values = new TreeMap<String, Setting>();
    SettingsFile.parse(defaults())
        .forEach((name, value) -> put(values, new Setting(name, value, Source.DEFAULT, "")));
    if (environment.containsKey(CONFIG)) {
      file(Path.of(environment.get(CONFIG)), values);
    }
    var warnings = new ArrayList<String>();
    variables(environment, values, warnings);
    return new Settings(values, warnings);
  }

  /// The value of a setting that `application.yaml` has; without the space around it.
  String text(String name) {
    var setting = values.get(name);
    if (setting == null) {
      throw new IllegalStateException("application.yaml lacks " + name);
    }
    read.add(name);
    return setting.value().strip();
  }

  /// All of them, by name.
  public Collection<Setting> all() {
    return values.values();
  }

  /// Settings that nobody has asked for.
  Set<String> unread() {
    var unread = new TreeSet<>(values.keySet());
    unread.removeAll(read);
    return unread;
  }

  /// A time as settings have it, such as 30d; none if this is no time.
  public static Optional<Duration> duration(String text) {
    var duration = Values.duration(text);
    return duration.isNegative() ? Optional.empty() : Optional.of(duration);
  }

  /// Variables that mean nothing to the broker, one sentence each.
  public List<String> warnings() {
    return warnings;
  }

  /// The text of `application.yaml`.
  static String defaults() {
    try (var resource = Settings.class.getResourceAsStream("/application.yaml")) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void file(Path path, Map<String, Setting> values) {
    Map<String, String> found;
    try {
      found = SettingsFile.parse(Files.readString(path));
    } catch (IOException e) {
      throw new InvalidConfigException(CONFIG + ": cannot read " + path);
    } catch (FormatException e) {
      throw new InvalidConfigException(
          CONFIG + ": cannot read " + path + " as YAML: " + e.getMessage());
    }
    found.forEach(
        (name, value) -> {
          if (!values.containsKey(name)) {
            throw new InvalidConfigException(path + ": there is no setting " + name);
          }
          put(values, new Setting(name, value, Source.FILE, path.toString()));
        });
  }

  private static void variables(
      Map<String, String> environment, Map<String, Setting> values, List<String> warnings) {
    var names = new HashMap<String, String>();
    values.keySet().forEach(name -> names.put(variable(name), name));
    for (var entry : new TreeMap<>(environment).entrySet()) {
      var variable = entry.getKey();
      if (!variable.startsWith(PREFIX) || variable.equals(CONFIG)) {
        continue;
      }
      var name = names.get(variable);
      var secretName = names.get(variable.replaceFirst(FILE_SUFFIX + "$", ""));
      if (name != null) {
        give(values, name, entry.getValue(), variable);
      } else if (secretName != null) {
        give(values, secretName, secret(variable, entry.getValue()), variable);
      } else {
        warnings.add(unknown(variable, names));
      }
    }
  }

  private static void give(
      Map<String, Setting> values, String name, String value, String variable) {
    var before = put(values, new Setting(name, value, Source.VARIABLE, variable));
    if (before.map(Setting::source).filter(Source.VARIABLE::equals).isPresent()) {
      throw new InvalidConfigException(
          variable + ": given twice, once with " + FILE_SUFFIX + " and once without");
    }
  }

  private static Optional<Setting> put(Map<String, Setting> values, Setting setting) {
    return Optional.ofNullable(values.put(setting.name(), setting));
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

  /// The environment variable of a setting.
  static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
