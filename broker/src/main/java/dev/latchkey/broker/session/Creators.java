package dev.latchkey.broker.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.limit.Caller;
import dev.latchkey.crypto.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// By what the sessions of one network are recognised, so that it fills the store with no more than
/// its share. Where nothing is to be counted nothing is kept.
public final class Creators {
  private static final int PSEUDONYM_BYTES = 16;

  private final Supplier<List<SecretKeySpec>> macKeys;
  private final int most;

  /// @param macKeys of the moment, for this use alone
  /// @param most how many sessions one network may have; 0 for as many as it likes
  public Creators(Supplier<List<SecretKeySpec>> macKeys, int most) {
    this.macKeys = macKeys;
    this.most = most;
  }

  Optional<Creator> of(Caller caller) {
    return most == 0
        ? Optional.empty()
        : Optional.of(
            new Creator(
                macKeys.get().stream().map(key -> pseudonym(key, caller.key())).toList(), most));
  }

  private static Bytes pseudonym(SecretKeySpec key, String network) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Bytes.of(Arrays.copyOf(mac.doFinal(network.getBytes(US_ASCII)), PSEUDONYM_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
