package dev.latchkey.broker.config;

/// What devices do with the files of the pages.
public enum OfflinePages {
  KEEP,
  DROP;

  static OfflinePages parse(String name, String text) {
    return switch (text) {
      case "keep" -> KEEP;
      case "drop" -> DROP;
      default -> throw Values.unwanted(name, "keep or drop");
    };
  }
}
