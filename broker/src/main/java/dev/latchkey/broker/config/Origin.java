package dev.latchkey.broker.config;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// A web origin in the form in which browsers send it: scheme, host, and the port unless it is the
/// scheme's own; no path. RFC 6454 §6.
public record Origin(String value) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1]");

  /// Takes an address with or without a `/` at its end.
  static Origin parse(String name, String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw unwanted(name);
    }
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || !isBare(uri)) {
      throw unwanted(name);
    }
    return new Origin(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(uri));
  }

  public boolean isHttps() {
    return value.startsWith("https:");
  }

  /// Whether the host is this machine itself, where browsers treat http like https.
  boolean isLoopback() {
    return LOOPBACK.matcher(URI.create(value).getHost()).matches();
  }

  /// Host and port.
  public String authority() {
    return value.substring(value.indexOf("//") + 2);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isBare(URI uri) {
    return uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
  }

  private static String port(URI uri) {
    int own = uri.getScheme().equals("https") ? 443 : 80;
    return uri.getPort() == -1 || uri.getPort() == own ? "" : ":" + uri.getPort();
  }

  private static InvalidConfigException unwanted(String name) {
    return Values.unwanted(name, "an address such as https://broker.example, without a path");
  }
}
