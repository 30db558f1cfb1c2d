package dev.latchkey.broker.config;

/// A setting as text.
///
/// @param name as in `application.yaml`, sections and dots
/// @param source which of them gave the value
/// @param from the file or the variable that gave it; empty for a default
public record Setting(String name, String value, Source source, String from) {
  /// Where values come from. Each wins over those before it.
  public enum Source {
    DEFAULT,
    FILE,
    VARIABLE
  }

  /// The value as others may see it: of a secret only that there is one.
  public String shown() {
    return Secrets.masked(name, value);
  }
}
