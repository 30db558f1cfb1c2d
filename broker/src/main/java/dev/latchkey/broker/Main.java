package dev.latchkey.broker;

import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;

/// Starts the broker on loopback port 8080.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    LogConfig.configureRuntime();
    var _ = start(8080);
  }

  static WebServer start(int port) {
    var health = HealthObserver.builder().endpoint("/health").details(true).build();
    return WebServer.builder()
        .host("127.0.0.1")
        .port(port)
        .addFeature(ObserveFeature.just(health))
        .build()
        .start();
  }
}
