package dev.latchkey.broker.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.limit.Caller;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.roster.SessionId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What ledgers keep of where calls come from, as the operator wants it: never an address, and
/// never a text of the caller. FORMATS.md §11.2.
public final class Recording {
  private static final String NOTHING = "";
  private static final int IPV4_BITS = 24;
  private static final int IPV6_BITS = 48;
  private static final int HASH_BYTES = 16;
  private static final byte[] KEY_LABEL = Hashes.label("latchkey/ledger-network/v1");

  private final BiFunction<SessionId, Caller, String> network;
  private final SecureRandom random;

  private Recording(BiFunction<SessionId, Caller, String> network, SecureRandom random) {
    this.network = network;
    this.random = random;
  }

  /// Keeps nothing of the network.
  public static Recording withoutNetwork(SecureRandom random) {
    return new Recording((_, _) -> NOTHING, random);
  }

  /// Keeps the first 24 bits of an IPv4 address, the first 48 of an IPv6 one.
  public static Recording withPrefix(SecureRandom random) {
    return new Recording((_, caller) -> prefix(caller.address()), random);
  }

  /// Keeps a hash of the address (IPv6: of its /64), another one in each session.
  ///
  /// @param secret of the broker at the moment; the key of the hashes is derived from it, so that
  ///     with another one they are others
  public static Recording withHash(Supplier<SecretBytes> secret, SecureRandom random) {
    return new Recording((session, caller) -> hash(derived(secret.get()), session, caller), random);
  }

  private static SecretKeySpec derived(SecretBytes secret) {
    byte[] exposed = secret.expose();
    byte[] derived = Hashes.hkdf(exposed, new byte[0], KEY_LABEL, exposed.length);
    var key = new SecretKeySpec(derived, "HmacSHA256");
    Arrays.fill(exposed, (byte) 0);
    Arrays.fill(derived, (byte) 0);
    return key;
  }

  /// By which request an act in this session came, and from whom.
  public Provenance of(SessionId session, Caller caller) {
    return new Provenance(caller.requestId(), Optional.of(salted(details(session, caller))));
  }

  Details details(SessionId session, Caller caller) {
    return new Details(network.apply(session, caller), Browser.of(caller.userAgent()));
  }

  /// With a salt of its own.
  SaltedDetails salted(Details details) {
    byte[] salt = new byte[Details.SALT_BYTES];
    random.nextBytes(salt);
    return new SaltedDetails(Bytes.of(salt), details);
  }

  private static String prefix(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? "%d.%d.%d.0/%d".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, IPV4_BITS)
        : ipv6Prefix(bytes);
  }

  /// As RFC 5952 §4 writes it: what follows is the longest run of zeros.
  private static String ipv6Prefix(byte[] bytes) {
    int groups = IPV6_BITS / Short.SIZE;
    while (groups > 0 && bytes[2 * groups - 2] == 0 && bytes[2 * groups - 1] == 0) {
      groups--;
    }
    var text = new StringBuilder();
    for (int group = 0; group < groups; group++) {
      int value = ((bytes[2 * group] & 0xff) << Byte.SIZE) | (bytes[2 * group + 1] & 0xff);
      text.append(group == 0 ? "" : ":").append(Integer.toHexString(value));
    }
    return text.append("::/").append(IPV6_BITS).toString();
  }

  private static String hash(SecretKeySpec key, SessionId session, Caller caller) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(session.value().getBytes(US_ASCII));
      byte[] hash = mac.doFinal(caller.key().getBytes(US_ASCII));
      return "~" + Base64Url.encode(Arrays.copyOf(hash, HASH_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
