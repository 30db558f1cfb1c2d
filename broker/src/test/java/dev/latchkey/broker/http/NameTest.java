package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameHeader;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names are frames that the members show each other.
class NameTest {
  private TestBroker broker;
  private HostDevice host;
  private GuestDevice guest;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    guest = broker.guest();
    guest.join(host.invite(Role.VIEWER)).require(201);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void theNewestNameOfAMemberIsShownToAll() {
    rename(guest, name("Ben")).require(200);
    var newest = name("Benjamin");

    var version = rename(guest, newest).require(200).json().get("namesVersion").asLong();

    var news = host.get(host.path("/members")).require(200).json();
    assertThat(news.get("namesVersion").asLong()).isEqualTo(version).isEqualTo(2);
    assertThat(news.get("names")).hasSize(1);
    assertThat(news.get("names").get(0).get("mid").asText()).isEqualTo(guest.id().value());
    assertThat(news.get("names").get(0).get("frame").asText()).isEqualTo(TestDevice.text(newest));
    assertThat(host.get(host.path("/members?names=2")).json().get("names")).isEmpty();
  }

  @Test
  void whoWaitsForNewsHearsOfANameAtOnce() throws Exception {
    var held =
        CompletableFuture.supplyAsync(
            () -> host.get(host.path("/channels/0?wait=30&names=0")).require(200).json());
    broker.awaitReaders(host.session(), 1);

    rename(guest, name("Ben")).require(200);

    assertThat(held.get(15, TimeUnit.SECONDS).get("namesVersion").asLong()).isEqualTo(1);
  }

  @Test
  void nobodyNamesAnother() {
    var path = guest.path("/members/" + host.id().value() + "/name");

    var answer = guest.call("PUT", path, Map.of("frame", TestDevice.text(name("Ana"))));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("role_forbidden");
  }

  @Test
  void aNameIsANameFrameThatTheCallerHasSigned() {
    var honest = name("Ben");
    var signature = honest.signature().toByteArray();
    signature[40] ^= 1;
    var forged =
        new Frame(honest.header(), honest.commitment(), honest.ciphertext(), Bytes.of(signature));

    assertRefused(rename(guest, guest.seal(FrameKind.APPEND, 0, "Ben")));
    assertRefused(rename(guest, host.seal(FrameKind.NAME, 0, "Ben")));
    assertRefused(rename(guest, forged));
    assertRefused(rename(guest, borrowed(honest)));
    rename(guest, honest).require(200);
  }

  @Test
  void aNameHasItsBound() {
    var longest = name("n".repeat(3_700));
    var tooLong = name("n".repeat(3_800));
    assertThat(longest.encode()).hasSizeLessThanOrEqualTo(4_096);
    assertThat(tooLong.encode()).hasSizeGreaterThan(4_096);

    rename(guest, longest).require(200);
    assertThat(rename(guest, tooLong).get("detail")).isEqualTo("frame: want at most 4096 bytes");
  }

  @Test
  void aNameOfBeforeDoesNotComeBack() {
    var before = name("Ben");
    rename(guest, before).require(200);
    rename(guest, name("Benjamin")).require(200);

    assertThat(rename(guest, before).code()).isEqualTo("counter_used");
  }

  /// The guest's frame as if the host had sent it, signed by the guest.
  private Frame borrowed(Frame own) {
    var header =
        new FrameHeader(
            FrameKind.NAME, 0, 1, host.id(), own.header().instance(), own.header().counter());
    byte[] bytes = new Frame(header, own.commitment(), own.ciphertext(), own.signature()).encode();
    byte[] signature =
        guest
            .signingKey()
            .sign(
                Hashes.label("latchkey/frame/v1"),
                guest.session().raw(),
                Arrays.copyOf(bytes, bytes.length - own.signature().size()));
    var frame = new Frame(header, own.commitment(), own.ciphertext(), Bytes.of(signature));
    assertThat(frame.isSignedBy(guest.signingKey().verifyingKey(), guest.session())).isTrue();
    return frame;
  }

  private Frame name(String name) {
    return guest.seal(FrameKind.NAME, 0, name);
  }

  private static Answer rename(TestDevice device, Frame frame) {
    return device.call(
        "PUT",
        device.path("/members/" + device.id().value() + "/name"),
        Map.of("frame", TestDevice.text(frame)));
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.get("detail")).isEqualTo("frame: want a name that the caller has signed");
  }
}
