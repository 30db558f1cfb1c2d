package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.log.JsonLines;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.InviteLink;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What opens or is the content is searched for in everything that the broker keeps and says.
class SecretsStayOutTest {
  private static final String PLAINTEXT = "canary-of-the-plaintext-7f3a";
  private static final Logger OURS = Logger.getLogger("dev.latchkey");

  @TempDir Path dataDir;

  private final StringBuffer log = new StringBuffer();
  private final JsonLines json = new JsonLines();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.append(line.getMessage()).append('\n');
          if (line.getThrown() != null) {
            log.append(line.getThrown()).append('\n');
          }
          log.append(json.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    OURS.setLevel(Level.ALL);
    OURS.setUseParentHandlers(false);
    OURS.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    OURS.removeHandler(handler);
    OURS.setUseParentHandlers(true);
    OURS.setLevel(null);
  }

  @Test
  void neitherFilesNorAnswersNorLogsHoldWhatOpensASession() throws IOException {
    var needles = new HashMap<String, String>();
    String ciphertext;
    String places;
    try (var broker = TestBroker.onSqlite(dataDir)) {
      var host = broker.host();
      var invite = host.invite(Role.EDITOR);
      var guest = broker.guest();
      guest.join(invite).require(201);
      ciphertext = play(host, guest);
      misbehave(broker, host, guest, invite);
      depart(broker, host, guest);

      needles.put("plaintext", PLAINTEXT);
      needles.put("name", "\"Ben\"");
      var link = new InviteLink(invite.session(), invite.secret()).format(broker.origin() + "/j");
      var secret = link.substring(link.indexOf("#")).split("\\.")[2];
      needles.put("invite secret", secret);
      needles.put("invite secret, raw", raw(Base64Url.decode(secret)));
      needles.put("epoch key", raw(host.epochKeyBytes()));
      needles.put("epoch key, as text", Base64Url.encode(host.epochKeyBytes()));
      needles.put("device key", raw(host.signingKey().seed().expose()));
      places = answers(broker) + files();
      assertThat(log.toString()).contains("refused");
      assertThat(log.toString())
          .containsPattern("\"message\":\"request (\\S+) refused: [^}]*\"requestId\":\"\\1\"}");
      assertThat(log.toString())
          .doesNotContain(host.session().value())
          .doesNotContain(host.accessToken())
          .doesNotContain(guest.accessToken());
    }
    places += files() + log;

    assertThat(places).contains(raw(Base64Url.decode(ciphertext)));
    for (var needle : needles.entrySet()) {
      assertThat(places.contains(needle.getValue())).as(needle.getKey()).isFalse();
    }
  }

  /// Whatever members do; the result is a frame that must be found.
  private static String play(HostDevice host, GuestDevice guest) {
    var frame = host.seal(FrameKind.APPEND, 0, PLAINTEXT);
    host.append(0, frame).require(201);
    guest.append(0, PLAINTEXT).require(201);
    guest.replace(1, 0, PLAINTEXT).require(200);
    var name = Map.of("frame", TestDevice.text(guest.seal(FrameKind.NAME, 0, PLAINTEXT)));
    guest.call("PUT", guest.path("/members/" + guest.id().value() + "/name"), name).require(200);
    guest.get(guest.path("/channels/0")).require(200);
    guest.get(guest.path("/members")).require(200);
    guest.refresh().require(201);
    guest.compare(host, true).require(201);
    host.state(host.change().body()).require(201);
    guest.follow();
    guest.append(0, PLAINTEXT).require(201);
    return TestDevice.text(frame);
  }

  /// Somebody knocks and is let in, somebody is removed, and the host writes on.
  private static void depart(TestBroker broker, HostDevice host, GuestDevice guest) {
    var knocking = broker.guest();
    knocking.join(host.inviteToKnock(Role.EDITOR, 1)).require(202);
    host.state(host.admission(knocking)).require(201);
    host.remove(guest);
    guest.append(0, PLAINTEXT);
    knocking.follow();
    knocking.append(0, PLAINTEXT).require(201);
  }

  private static void misbehave(
      TestBroker broker, HostDevice host, GuestDevice guest, TestInvite used) {
    var thief = broker.guest();
    thief.join(used);
    thief.join(used, guest.accessToken(), "x");
    guest.append(0, "x", "If-Match", "\"99\"");
    guest.call("GET", host.path("/invites"), Map.of());
    guest.callWith(guest.accessToken(), "x.y.z", "GET", guest.path("/members"), Map.of());
    broker.wire().sendText("POST", "/v1/joins", "{" + guest.accessToken());
  }

  private static String answers(TestBroker broker) {
    var all = new StringBuilder();
    for (var answer : broker.answers()) {
      all.append(answer.headers().map()).append(answer.text()).append('\n');
    }
    assertThat(all.length()).isGreaterThan(10_000);
    return all.toString();
  }

  private String files() throws IOException {
    var all = new StringBuilder();
    List<Path> files = new ArrayList<>();
    try (var found = Files.walk(dataDir)) {
      found.filter(Files::isRegularFile).forEach(files::add);
    }
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .contains("latchkey.db", "keys.json");
    for (var file : files) {
      all.append(raw(Files.readAllBytes(file)));
    }
    return all.toString();
  }

  private static String raw(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
