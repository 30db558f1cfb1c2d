package dev.latchkey.broker.faults;

import java.util.List;

/// By which addresses a broker is reached, and reaches what it needs.
interface Network {
  /// The address at which this broker listens.
  String broker(int number);

  /// Where this broker reaches PostgreSQL.
  String store(int broker);

  /// Where this broker reaches Redis.
  String redis(int broker);

  /// The command that runs this broker.
  List<String> runner(int broker);

  /// Everything on one machine.
  static Network loopback() {
    return new Network() {
      @Override
      public String broker(int number) {
        return "127.0.0.1";
      }

      @Override
      public String store(int broker) {
        return "127.0.0.1";
      }

      @Override
      public String redis(int broker) {
        return "127.0.0.1";
      }

      @Override
      public List<String> runner(int broker) {
        return List.of();
      }
    };
  }
}
