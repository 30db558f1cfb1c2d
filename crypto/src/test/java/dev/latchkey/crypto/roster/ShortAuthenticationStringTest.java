package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.ShortAuthenticationString.Emoji;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortAuthenticationStringTest {
  private static final Pattern ROW = Pattern.compile("(\\d+) (\\S+) ([a-z]+)");
  private static final Device BEN = Device.named("ben");
  private static final Device MALLORY = Device.named("mallory");

  private final SessionId sid = TestSession.open().sid();
  private final Bytes entry = TestSession.hash("entry");
  private final Bytes nonce = nonce("nonce");
  private final Bytes other = nonce("other");

  @Test
  void theTableIsTheOneOfTheFormat() throws IOException {
    var table = new ArrayList<Emoji>();
    for (var row : ROW.matcher(format()).results().toList()) {
      assertThat(row.group(1)).isEqualTo(String.valueOf(table.size()));
      table.add(new Emoji(row.group(2), row.group(3)));
    }

    assertThat(ShortAuthenticationString.TABLE).isEqualTo(table).hasSize(64);
  }

  @Test
  void noTwoLookOrSoundTheSame() {
    var table = ShortAuthenticationString.TABLE;

    assertThat(table).extracting(Emoji::symbol).doesNotHaveDuplicates();
    assertThat(table).extracting(Emoji::name).doesNotHaveDuplicates();
    assertThat(table)
        .allMatch(emoji -> emoji.symbol().codePointCount(0, emoji.symbol().length()) == 1);
    assertThat(table)
        .noneMatch(emoji -> Character.isEmojiModifierBase(emoji.symbol().codePointAt(0)));
    assertThat(table)
        .allMatch(emoji -> Character.isEmojiPresentation(emoji.symbol().codePointAt(0)));
  }

  @Test
  void everyPlaceComesUpInEveryPosition() {
    var seen = new HashSet<List<Integer>>();
    for (int i = 0; i < 2_000; i++) {
      var places =
          ShortAuthenticationString.ofKnock(sid, key(ANA), entry, nonce("nonce " + i)).places();
      IntStream.range(0, places.size()).forEach(at -> seen.add(List.of(at, places.get(at))));
    }

    assertThat(seen).hasSize(7 * 64);
  }

  /// `knock.pv` with `FINGERPRINT` and `SAS_MK_ONLY`: the string covers the whole exchange, so that
  /// whoever compares sees somebody in between (`NO_COMPARE`).
  @Test
  void whateverDiffersShows() {
    assertThat(
            List.of(
                ShortAuthenticationString.ofKnock(sid, key(ANA), entry, nonce),
                ShortAuthenticationString.ofKnock(otherSid(), key(ANA), entry, nonce),
                ShortAuthenticationString.ofKnock(sid, key(MALLORY), entry, nonce),
                ShortAuthenticationString.ofKnock(sid, key(ANA), TestSession.hash("x"), nonce),
                ShortAuthenticationString.ofKnock(sid, key(ANA), entry, other),
                ShortAuthenticationString.ofMembers(sid, key(ANA), key(BEN), nonce, other),
                ShortAuthenticationString.ofMembers(otherSid(), key(ANA), key(BEN), nonce, other),
                ShortAuthenticationString.ofMembers(sid, key(BEN), key(ANA), nonce, other),
                ShortAuthenticationString.ofMembers(sid, key(MALLORY), key(BEN), nonce, other),
                ShortAuthenticationString.ofMembers(sid, key(ANA), key(MALLORY), nonce, other),
                ShortAuthenticationString.ofMembers(sid, key(ANA), key(BEN), other, nonce),
                ShortAuthenticationString.ofMembers(sid, key(ANA), key(BEN), nonce, nonce)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aCommitmentHoldsForItsSessionDirectionAndNonce() {
    assertThat(
            List.of(
                ShortAuthenticationString.commitment(sid, key(ANA), key(BEN), nonce),
                ShortAuthenticationString.commitment(otherSid(), key(ANA), key(BEN), nonce),
                ShortAuthenticationString.commitment(sid, key(BEN), key(ANA), nonce),
                ShortAuthenticationString.commitment(sid, key(ANA), key(MALLORY), nonce),
                ShortAuthenticationString.commitment(sid, key(ANA), key(BEN), other)))
        .doesNotHaveDuplicates();
  }

  /// Else bytes could be shifted from one part into the next.
  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17})
  void noncesHaveTheirSize(int size) {
    var wrong = Bytes.of(new byte[size]);

    assertRefused(() -> ShortAuthenticationString.ofKnock(sid, key(ANA), entry, wrong));
    assertRefused(() -> ShortAuthenticationString.ofMembers(sid, key(ANA), key(BEN), wrong, nonce));
    assertRefused(() -> ShortAuthenticationString.ofMembers(sid, key(ANA), key(BEN), nonce, wrong));
    assertRefused(() -> ShortAuthenticationString.commitment(sid, key(ANA), key(BEN), wrong));
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 33})
  void theEntryIsAHash(int size) {
    assertRefused(
        () -> ShortAuthenticationString.ofKnock(sid, key(ANA), Bytes.of(new byte[size]), nonce));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(call);
  }

  private static SessionId otherSid() {
    return TestSession.open("other salt").sid();
  }

  private static VerifyingKey key(Device device) {
    return device.signing().verifyingKey();
  }

  private static Bytes nonce(String name) {
    return Bytes.of(SeededRandom.bytes(name, 16));
  }

  private static String format() throws IOException {
    var path = Path.of(System.getProperty("latchkey.root"), "crypto", "FORMATS.md");
    return Files.readString(path).split("<!-- emoji:begin")[1].split("-->", 2)[1].split("<!--")[0];
  }
}
