package dev.latchkey.broker.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Challenges that nothing has to remember until they are used: each carries its own expiry and a
/// MAC over what it was made for. One that this class made is accepted for its purpose and subject
/// alone, for five minutes; using it only once is up to the store.
///
/// `challenge = base64url(16 random ‖ u64 expiry in seconds ‖ 16 of the MAC)`
public final class Challenges {
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  /// What is proven by signing a challenge.
  public enum Purpose {
    GENESIS,
    JOIN,
    REFRESH,
    MOVE
  }

  private static final int RANDOM_BYTES = 16;
  private static final int MAC_BYTES = 16;
  private static final int SIGNED_BYTES = RANDOM_BYTES + Long.BYTES;

  private final Supplier<List<SecretBytes>> keys;
  private final SecureRandom random;
  private final InstantSource clock;

  /// @param keys those of the moment: challenges are made under the first and good under any
  public Challenges(Supplier<List<SecretBytes>> keys, SecureRandom random, InstantSource clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /// A new challenge, good for [#LIFETIME].
  ///
  /// @param subject whom or what it is for: IDs, never secrets
  public String issue(Purpose purpose, String subject) {
    byte[] drawn = new byte[RANDOM_BYTES];
    random.nextBytes(drawn);
    byte[] signed =
        ByteBuffer.allocate(SIGNED_BYTES)
            .put(drawn)
            .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
            .array();
    return Base64Url.encode(
        ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES)
            .put(signed)
            .put(mac(keys.get().getFirst(), purpose, subject, signed))
            .array());
  }

  /// What the store has to take, if the challenge is one of ours for this purpose and subject and
  /// not expired; one that expires now is.
  public Optional<UsedChallenge> check(Purpose purpose, String subject, String challenge) {
    byte[] bytes;
    try {
      bytes = Base64Url.decode(challenge);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != SIGNED_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
    if (keys.get().stream()
        .noneMatch(key -> MessageDigest.isEqual(mac, mac(key, purpose, subject, signed)))) {
      return Optional.empty();
    }
    var expiresAt = Instant.ofEpochSecond(ByteBuffer.wrap(signed).getLong(RANDOM_BYTES));
    if (!clock.instant().isBefore(expiresAt)) {
      return Optional.empty();
    }
    var hash = Base64Url.encode(Hashes.sha256(challenge.getBytes(US_ASCII)));
    return Optional.of(new UsedChallenge(hash, expiresAt));
  }

  private static byte[] mac(SecretBytes key, Purpose purpose, String subject, byte[] signed) {
    byte[] exposed = key.expose();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(exposed, "HmacSHA256"));
      mac.update(Hashes.label(purpose.name()));
      mac.update(signed);
      return Arrays.copyOf(mac.doFinal(subject.getBytes(US_ASCII)), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
