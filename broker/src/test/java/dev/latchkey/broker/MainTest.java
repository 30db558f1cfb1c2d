package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webclient.api.WebClient;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void aStartedBrokerIsLive() {
    var server = Main.start(0);
    try {
      var client = WebClient.builder().baseUri("http://127.0.0.1:" + server.port()).build();
      var response = client.get("/health/live").request(String.class);

      assertThat(response.status().code()).isEqualTo(200);
      assertThat(response.entity()).contains("UP");
    } finally {
      server.stop();
    }
  }
}
