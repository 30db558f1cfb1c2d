package dev.latchkey.broker.http;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.Role;
import java.util.Map;
import java.util.stream.Stream;

/// A session with an invite, whose every route is attacked by somebody who may use it.
record HardenedSession(TestBroker broker, HostDevice host, TestInvite invite)
    implements AutoCloseable {
  private static final String RENDEZVOUS = "A".repeat(22);

  static HardenedSession begin() {
    var broker = TestBroker.inMemory();
    var host = broker.host();
    host.call("POST", host.path("/moves/rendezvous"), Map.of("id", RENDEZVOUS)).require(201);
    broker
        .wire()
        .send("PUT", "/v1/rendezvous/" + RENDEZVOUS + "/0", Map.of("sealed", "AA"))
        .require(204);
    var invite = host.invite(Role.EDITOR);
    broker.publishing().round();
    return new HardenedSession(broker, host, invite);
  }

  Stream<Route> routes() {
    return broker.http().apiRoutes().stream();
  }

  /// The path with what exists in the place of its parameters.
  String real(String path) {
    return path.replace("{sid}", host.session().value())
        .replace("{iid}", invite.id().value())
        .replace("{mid}", host.id().value())
        .replace("{ch}", "0")
        .replace("{id}", RENDEZVOUS)
        .replace("{slot}", "0")
        .replace("{level}", "0")
        .replace("{+tile}", "000.p/1");
  }

  @Override
  public void close() {
    broker.close();
  }
}
