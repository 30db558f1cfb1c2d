package dev.latchkey.broker.config;

import static java.util.regex.Matcher.quoteReplacement;

import java.util.Set;
import java.util.regex.Pattern;

/// Which parts of settings are secret: they are shown to nobody.
final class Secrets {
  private static final String MASK = "***";
  private static final Set<String> WHOLE = Set.of("creation-token");
  private static final Set<String> ADDRESSES = Set.of("store", "redis-url");

  // What a person mistypes must not show either: all up to the last @ is taken for credentials.
  private static final Pattern CREDENTIALS = Pattern.compile("(?s)^([a-z]*:/*)(.*)@");
  private static final Pattern PASSWORD = Pattern.compile("(?s)(?i)(?<=[?&]password=)[^&]*");

  private Secrets() {}

  static String masked(String name, String value) {
    if (WHOLE.contains(name)) {
      return value.isBlank() ? "" : MASK;
    }
    if (ADDRESSES.contains(name)) {
      var bare =
          CREDENTIALS
              .matcher(value)
              .replaceAll(it -> quoteReplacement(it.group(1) + user(it.group(2))) + MASK + "@");
      return PASSWORD.matcher(bare).replaceAll(MASK);
    }
    return value;
  }

  /// The name of the user, if it is told from the password.
  private static String user(String credentials) {
    int colon = credentials.indexOf(':');
    return colon < 0 ? "" : credentials.substring(0, colon + 1);
  }
}
