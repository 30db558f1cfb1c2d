package dev.latchkey.broker.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads settings as typed values within their range. Every failure is an [InvalidConfigException]
/// that says what is wanted.
final class Values {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12})([A-Za-z]*)");

  private final Settings settings;

  Values(Settings settings) {
    this.settings = settings;
  }

  String text(String name) {
    return settings.text(name);
  }

  List<String> list(String name) {
    return Arrays.stream(text(name).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  Path path(String name) {
    try {
      return Path.of(text(name));
    } catch (InvalidPathException e) {
      throw unwanted(name, "the path of a folder");
    }
  }

  /// Empty if the setting is.
  Optional<Path> file(String name) {
    try {
      return Optional.of(text(name)).filter(text -> !text.isEmpty()).map(Path::of);
    } catch (InvalidPathException e) {
      throw unwanted(name, "the path of a file");
    }
  }

  int number(String name, int min, int max) {
    var amount = AMOUNT.matcher(text(name));
    if (amount.matches() && amount.group(2).isEmpty()) {
      long value = Long.parseLong(amount.group(1));
      if (min <= value && value <= max) {
        return (int) value;
      }
    }
    throw unwanted(name, "a number from " + min + " to " + max);
  }

  long bytes(String name, String min, String max) {
    long value = bytes(text(name));
    if (value < bytes(min) || value > bytes(max)) {
      throw unwanted(name, "a size from " + min + " to " + max);
    }
    return value;
  }

  Duration duration(String name, String min, String max) {
    var value = duration(text(name));
    if (value.compareTo(duration(min)) < 0 || value.compareTo(duration(max)) > 0) {
      throw unwanted(name, "a time from " + min + " to " + max);
    }
    return value;
  }

  /// Zero for 0.
  Duration durationOrNone(String name, String min, String max) {
    if (text(name).equals("0")) {
      return Duration.ZERO;
    }
    try {
      return duration(name, min, max);
    } catch (InvalidConfigException e) {
      throw unwanted(name, "0 or a time from " + min + " to " + max);
    }
  }

  static InvalidConfigException unwanted(String name, String wanted) {
    return new InvalidConfigException(name + ": want " + wanted);
  }

  /// Negative for a text that is no size, which no range admits.
  private static long bytes(String text) {
    var amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return -1;
    }
    long value = Long.parseLong(amount.group(1));
    return switch (amount.group(2)) {
      case "", "B" -> value;
      case "KiB" -> value << 10;
      case "MiB" -> value << 20;
      case "GiB" -> value << 30;
      default -> -1;
    };
  }

  /// Negative for a text that is no time, which no range admits.
  static Duration duration(String text) {
    var amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return Duration.ofNanos(-1);
    }
    long value = Long.parseLong(amount.group(1));
    return switch (amount.group(2)) {
      case "ms" -> Duration.ofMillis(value);
      case "s" -> Duration.ofSeconds(value);
      case "m" -> Duration.ofMinutes(value);
      case "h" -> Duration.ofHours(value);
      case "d" -> Duration.ofDays(value);
      default -> Duration.ofNanos(-1);
    };
  }
}
