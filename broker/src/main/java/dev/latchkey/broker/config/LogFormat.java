package dev.latchkey.broker.config;

/// What a line of the log looks like.
public enum LogFormat {
  TEXT,
  JSON;

  static LogFormat parse(String name, String text) {
    return switch (text) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default -> throw Values.unwanted(name, "text or json");
    };
  }
}
