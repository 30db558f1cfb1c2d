package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChannelTest {
  private TestBroker broker;
  private HostDevice host;
  private String channel;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    channel = host.path("/channels/0");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void sequenceNumbersBeginAtOneAndEachChannelHasItsOwn() {
    assertThat(seq(host.append(0, "a"))).isEqualTo(1);
    assertThat(seq(host.append(0, "b"))).isEqualTo(2);
    assertThat(seq(host.append(255, "c"))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"256", "-1", "00", "x", "999999999999"})
  void aChannelThatCannotBeIsNotFound(String name) {
    assertThat(host.get(host.path("/channels/" + name)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"VIEWER", "AUDITOR"})
  void whoMayOnlyLookCannotWrite(Role role) {
    host.append(0, "a").require(201);
    var guest = member(role);
    guest.keyOf(host);

    var append = guest.append(0, "forbidden");
    var replace = guest.replace(0, 1, "forbidden");

    assertThat(append.status()).isEqualTo(403);
    assertThat(append.code()).isEqualTo("role_forbidden");
    assertThat(replace.code()).isEqualTo("role_forbidden");
    assertThat(head(host)).isEqualTo(1);
  }

  @Test
  void whileFrozenOnlyHostsWrite() {
    var editor = member(Role.EDITOR);
    editor.keyOf(host);
    host.freeze(true);

    assertThat(editor.append(0, "forbidden").code()).isEqualTo("role_forbidden");
    assertThat(seq(host.append(0, "a"))).isEqualTo(1);
    host.freeze(false);
    assertThat(seq(editor.append(0, "b"))).isEqualTo(2);
  }

  @Test
  void anAuditorCannotReadTheContent() {
    var auditor = member(Role.AUDITOR);

    assertThat(auditor.get(channel).code()).isEqualTo("role_forbidden");
    assertThat(member(Role.VIEWER).get(channel).status()).isEqualTo(200);
  }

  @Test
  void aFrameOfAnotherSenderIsRefused() {
    var editor = member(Role.EDITOR);

    var answer = editor.append(0, host.seal(FrameKind.APPEND, 0, "as the host"));

    assertThat(answer.code()).isEqualTo("bad_request");
    assertThat(head(host)).isZero();
  }

  @Test
  void aFrameWhoseSignatureDoesNotFitIsLeftToItsReaders() {
    byte[] frame = host.seal(FrameKind.APPEND, 0, "a").encode();
    frame[frame.length - 70] ^= 1;

    host.call("POST", channel, Map.of("frame", Base64Url.encode(frame))).require(201);

    var stored = host.get(channel).json().get("frames").get(0).get("frame").asText();
    var read = Frame.parse(Base64Url.decode(stored));
    assertThat(read.isSignedBy(host.signingKey().verifyingKey(), host.session())).isFalse();
  }

  @Test
  void whatIsNoFrameIsRefused() {
    byte[] frame = host.seal(FrameKind.APPEND, 0, "a").encode();
    var cut = Base64Url.encode(Arrays.copyOf(frame, 100));

    assertThat(host.call("POST", channel, Map.of("frame", cut)).code()).isEqualTo("bad_request");
    assertThat(head(host)).isZero();
  }

  @Test
  void aFrameOfAnotherKindOrChannelIsRefused() {
    var replacing = host.seal(FrameKind.EPHEMERAL, 0, "a");
    var elsewhere = host.seal(FrameKind.APPEND, 1, "a");

    assertThat(host.append(0, replacing).code()).isEqualTo("bad_request");
    assertThat(host.append(0, elsewhere).code()).isEqualTo("bad_request");
  }

  @Test
  void theSameFrameAgainGetsTheOldAnswerWhateverTheConditionSays() {
    var frame = host.seal(FrameKind.APPEND, 0, "a");
    host.append(0, frame, "If-None-Match", "*").require(201);

    var again = host.append(0, frame, "If-None-Match", "*");

    assertThat(again.require(201).json().get("seq").asLong()).isEqualTo(1);
    assertThat(head(host)).isEqualTo(1);
  }

  @Test
  void aCounterThatWasPassedIsRefused() {
    var early = host.seal(FrameKind.APPEND, 0, "early");
    var late = host.seal(FrameKind.APPEND, 0, "late");
    host.append(0, late).require(201);

    assertThat(host.append(0, early).code()).isEqualTo("counter_used");
  }

  @Test
  void aConditionThatDoesNotHoldIsAnsweredWithTheHead() {
    host.append(0, "a", "If-None-Match", "*").require(201);
    host.append(0, "b", "If-Match", "\"1\"").require(201);

    var stale = host.append(0, "c", "If-Match", "\"1\"");
    var initial = host.append(0, "c", "If-None-Match", "*");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("head_moved");
    assertThat(stale.json().get("head").asLong()).isEqualTo(2);
    assertThat(initial.status()).isEqualTo(412);
    assertThat(head(host)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "*"})
  void aConditionInAnotherFormIsAnError(String condition) {
    assertThat(host.append(0, "a", "If-Match", condition).code()).isEqualTo("bad_request");
  }

  @Test
  void aReplaceTakesThePlaceOfWhatItCovers() {
    host.append(0, "a").require(201);
    host.append(0, "b").require(201);
    host.append(0, "c").require(201);

    assertThat(seq(host.replace(0, 2, "ab").require(200))).isEqualTo(4);

    var page = host.get(channel).require(200).json();
    assertThat(page.get("head").asLong()).isEqualTo(4);
    assertThat(page.get("base").asLong()).isEqualTo(4);
    assertThat(page.get("frames")).hasSize(2);
    assertThat(page.get("frames").get(0).get("seq").asLong()).isEqualTo(3);
  }

  @Test
  void aReplaceCannotCoverWhatIsNotThere() {
    host.append(0, "a").require(201);

    assertThat(host.replace(0, 2, "x").code()).isEqualTo("head_moved");
    assertThat(head(host)).isEqualTo(1);
  }

  @Test
  void aReaderGetsWhatComesAfterItsHeadAndNothingTwice() {
    host.append(0, "a").require(201);
    host.append(0, "b").require(201);

    var answer = host.get(channel + "?after=1").require(200);

    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    assertThat(answer.json().get("frames")).hasSize(1);
    assertThat(answer.json().get("frames").get(0).get("seq").asLong()).isEqualTo(2);
    var nothing = host.get(channel + "?after=2", "If-None-Match", "\"2\"");
    assertThat(nothing.status()).isEqualTo(304);
    assertThat(nothing.header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void aNewStatementIsNewsToAReaderWhoAsksForIt() {
    int size = host.follow().size();
    var unmoved = host.get(channel + "?log=" + size, "If-None-Match", "\"0\"");
    host.invite(Role.EDITOR);

    var moved = host.get(channel + "?log=" + size, "If-None-Match", "\"0\"");

    assertThat(unmoved.status()).isEqualTo(304);
    assertThat(moved.require(200).json().get("size").asInt()).isEqualTo(size + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?after=-1", "?after=01", "?after=x", "?wait=31", "?after=1&after=2", "?other=1"})
  void aQueryInAnotherFormIsAnError(String query) {
    assertThat(host.get(channel + query).code()).isEqualTo("bad_request");
  }

  @Test
  void aSessionStoresItsMostBytesAndNoMore() {
    broker.close();
    broker = TestBroker.inMemory(Map.of("LATCHKEY_SESSION_MAX_BYTES", "1MiB"));
    host = broker.host();
    var payload = "x".repeat(200_000);
    long stored = 0;

    var answer = host.append(0, payload);
    while (answer.status() == 201) {
      stored++;
      answer = host.append(0, payload);
    }

    assertThat(answer.status()).isEqualTo(507);
    assertThat(answer.code()).isEqualTo("session_storage_full");
    assertThat(stored).isBetween(3L, 5L);
    host.replace(0, stored, "all of it, but short").require(200);
  }

  @Test
  void anAnswerIsCutAtOneMebibyteAndSaysSo() {
    for (int i = 0; i < 6; i++) {
      host.append(0, "x".repeat(200_000)).require(201);
    }

    var first = host.get(channel).require(200);

    assertThat(first.body().length).isLessThan(1_100_000);
    assertThat(first.json().get("more").asBoolean()).isTrue();
    var frames = first.json().get("frames");
    long last = frames.get(frames.size() - 1).get("seq").asLong();
    var rest = host.get(channel + "?after=" + last).require(200).json();
    assertThat(rest.get("more").asBoolean()).isFalse();
    assertThat(frames.size() + rest.get("frames").size()).isEqualTo(6);
  }

  @Test
  void theBrokerKeepsAFrameByteForByte() {
    var frame = host.seal(FrameKind.APPEND, 0, "a");
    host.append(0, frame).require(201);

    var stored = host.get(channel).json().get("frames").get(0).get("frame").asText();

    assertThat(Bytes.of(Base64Url.decode(stored))).isEqualTo(Bytes.of(frame.encode()));
    assertThat(Frame.parse(Base64Url.decode(stored))).isEqualTo(frame);
  }

  private GuestDevice member(Role role) {
    var guest = broker.guest();
    guest.join(host.invite(role)).require(201);
    return guest;
  }

  private long head(TestDevice reader) {
    return reader.get(channel).require(200).json().get("head").asLong();
  }

  private static long seq(Answer answer) {
    return answer.json().get("seq").asLong();
  }
}
