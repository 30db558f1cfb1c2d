package dev.latchkey.broker.config;

/// Where sessions are kept.
public sealed interface StoreChoice {
  /// In a file in the data directory.
  record Sqlite() implements StoreChoice {}

  /// Nowhere else.
  record Memory() implements StoreChoice {}

  /// In a database that several brokers share.
  record Postgres(PostgresAddress address) implements StoreChoice {}

  /// In one word.
  default String kind() {
    return switch (this) {
      case Sqlite _ -> "sqlite";
      case Memory _ -> "memory";
      case Postgres _ -> "postgres";
    };
  }

  /// Whether other brokers may be on the same store.
  default boolean isShared() {
    return switch (this) {
      case Sqlite _, Memory _ -> false;
      case Postgres _ -> true;
    };
  }

  static StoreChoice parse(String name, String text) {
    return switch (text) {
      case "sqlite:" -> new Sqlite();
      case "memory:" -> new Memory();
      default -> {
        if (text.startsWith("postgres:") || text.startsWith("postgresql:")) {
          yield new Postgres(PostgresAddress.parse(name, text));
        }
        throw Values.unwanted(name, "sqlite:, memory: or " + PostgresAddress.FORM);
      }
    };
  }
}
