package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.seal.FrameOpener;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MainJobTest {
  @TempDir Path dataDir;

  private enum Store {
    MEMORY,
    SQLITE
  }

  private TestBroker start(Store store) {
    return switch (store) {
      case MEMORY -> TestBroker.inMemory();
      case SQLITE -> TestBroker.onSqlite(dataDir);
    };
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void aGuestJoinsByAnInviteAndBothReadWhatBothWrote(Store store) {
    try (var broker = start(store)) {
      var host = broker.host();
      var guest = broker.guest();
      host.append(0, "e4").require(201);

      guest.join(host.invite(Role.EDITOR)).require(201);
      guest.append(0, "e5").require(201);

      var hostKey = host.publicKeys().signingKey();
      var guestKey = guest.publicKeys().signingKey();
      assertThat(read(guest, 0, List.of(hostKey, guestKey))).containsExactly("e4", "e5");
      assertThat(read(host, 0, List.of(hostKey, guestKey))).containsExactly("e4", "e5");
    }
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void everybodyFoldsTheSameRosterFromTheBrokersLog(Store store) {
    try (var broker = start(store)) {
      var host = broker.host();
      var guest = broker.guest();

      var joined = guest.join(host.invite(Role.VIEWER)).require(201);

      assertThat(host.follow().size()).isEqualTo(joined.json().get("size").asInt());
      var member = host.roster().member(guest.id()).orElseThrow();
      assertThat(member.role()).isEqualTo(Role.VIEWER);
      assertThat(joined.get("mid")).isEqualTo(guest.id().value());
      assertThat(joined.get("role")).isEqualTo("viewer");
    }
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void whatMembersCallThemselvesReachesTheOthers(Store store) {
    try (var broker = start(store)) {
      var host = broker.host();
      var name = TestDevice.text(host.seal(FrameKind.NAME, 0, "{\"name\":\"Ana\"}"));

      var named =
          host.call(
              "PUT", host.path("/members/" + host.id().value() + "/name"), Map.of("frame", name));

      assertThat(named.require(200).json().get("namesVersion").asLong()).isEqualTo(1);
      var guest = broker.guest();
      guest.join(host.invite(Role.EDITOR)).require(201);
      var news = guest.get(guest.path("/members")).require(200).json();
      assertThat(news.get("namesVersion").asLong()).isEqualTo(1);
      assertThat(news.get("names").get(0).get("mid").asText()).isEqualTo(host.id().value());
      assertThat(news.get("names").get(0).get("frame").asText()).isEqualTo(name);
      assertThat(guest.get(guest.path("/members?names=1")).json().get("names")).isEmpty();
    }
  }

  private static List<String> read(TestDevice reader, int channel, List<VerifyingKey> senders) {
    var page = reader.get(reader.path("/channels/" + channel)).require(200).json();
    var texts = new ArrayList<String>();
    for (var framed : page.get("frames")) {
      var frame = Frame.parse(Base64Url.decode(framed.get("frame").asText()));
      var sender =
          senders.stream()
              .filter(key -> frame.isSignedBy(key, reader.session()))
              .findFirst()
              .orElseThrow();
      var body = FrameOpener.open(reader.session(), frame, reader.epochKey(), sender);
      texts.add(new String(body.payload().toByteArray(), UTF_8));
    }
    return texts;
  }
}
