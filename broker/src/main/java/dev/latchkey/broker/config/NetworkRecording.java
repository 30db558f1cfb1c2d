package dev.latchkey.broker.config;

/// What ledgers keep of the network that a call comes from.
public enum NetworkRecording {
  NONE,
  /// The first 24 bits of an IPv4 address, the first 48 of an IPv6 one.
  PREFIX,
  /// A keyed hash, another one in each session.
  HASH;

  static NetworkRecording parse(String name, String text) {
    return switch (text) {
      case "none" -> NONE;
      case "prefix" -> PREFIX;
      case "hash" -> HASH;
      default -> throw Values.unwanted(name, "none, prefix or hash");
    };
  }
}
