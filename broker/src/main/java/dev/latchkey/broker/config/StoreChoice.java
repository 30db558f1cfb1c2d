package dev.latchkey.broker.config;

/// Where sessions are kept.
public enum StoreChoice {
  SQLITE,
  MEMORY;

  static StoreChoice parse(String name, String text) {
    return switch (text) {
      case "sqlite:" -> SQLITE;
      case "memory:" -> MEMORY;
      default -> {
        if (text.startsWith("postgres:") || text.startsWith("postgresql:")) {
          throw new InvalidConfigException(
              name + ": PostgreSQL is not available in this version; use sqlite: or memory:");
        }
        throw Values.unwanted(name, "sqlite: or memory:");
      }
    };
  }
}
