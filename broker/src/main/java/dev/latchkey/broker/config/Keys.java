package dev.latchkey.broker.config;

import dev.latchkey.broker.ledger.LedgerKeys;
import dev.latchkey.broker.session.Challenges;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.BrokerKey;
import dev.latchkey.crypto.token.InviteToken;
import dev.latchkey.crypto.token.KeyRing;
import dev.latchkey.crypto.token.TokenVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The broker's own secrets. They open nothing of any session. No key has two uses.
///
/// @param tokenKeys sign tokens; what an older one signed counts until its last token has expired
/// @param ledgerKeys sign checkpoints. Each session pins one for life, so older ones stay; a new
///     session pins the newest
/// @param dataKeys under which the broker recognises what it gave out itself, for minutes
public record Keys(
    Succession<SigningKey> tokenKeys,
    Succession<SigningKey> ledgerKeys,
    Succession<SecretBytes> dataKeys) {
  /// A key takes over this long after the file has it, so that every broker with this file knows
  /// it before one uses it.
  public static final Duration NOTICE = Duration.ofSeconds(10);

  private static final long FIRST_VERSION = 1; // one ledger key, one data key, no times
  private static final long VERSION = 2;
  private static final int DATA_KEY_BYTES = 32;
  private static final int DEPTH = 4;
  private static final Duration SLACK = Duration.ofMinutes(1); // between the clocks of brokers
  private static final Duration TOKENS =
      InviteToken.MAX_LIFETIME.plus(TokenVerifier.MAX_LEEWAY).plus(SLACK);
  private static final Duration CHALLENGES = Challenges.LIFETIME.plus(SLACK);

  public Keys {
    var signing =
        Stream.concat(tokenKeys.keys().stream(), ledgerKeys.keys().stream())
            .map(it -> it.key().verifyingKey())
            .toList();
    var data = dataKeys.map(DatedKey::key);
    if (signing.stream().distinct().count() != signing.size()
        || data.stream().distinct().count() != data.size()) {
      throw new FormatException("keys: want each for one use");
    }
  }

  /// What a key is for.
  public enum Use {
    TOKEN,
    LEDGER,
    DATA
  }

  public static Keys generate(SecureRandom random) {
    return new Keys(
        Succession.of(SigningKey.generate(random)),
        Succession.of(SigningKey.generate(random)),
        Succession.of(SecretBytes.random(DATA_KEY_BYTES, random)));
  }

  /// With a new key of this use, which takes over after [#NOTICE]. Older ones go when nothing of
  /// theirs counts any more; those of the ledger stay. Throws [FormatException] if there are too
  /// many.
  public Keys rotated(Use use, Instant now, SecureRandom random) {
    var from = now.plus(NOTICE);
    return switch (use) {
      case TOKEN ->
          withTokens(tokenKeys.withoutEnded(now).followedBy(newKey(random), from, TOKENS));
      case LEDGER -> withLedger(ledgerKeys.followedBy(newKey(random), from, CHALLENGES));
      case DATA ->
          withData(dataKeys.withoutEnded(now).followedBy(newData(random), from, CHALLENGES));
    };
  }

  /// With a new key of this use at once, for when another has one of the old ones: those count no
  /// more, and no new session pins them. Sessions that have pinned one go on with it.
  public Keys replaced(Use use, Instant now, SecureRandom random) {
    return switch (use) {
      case TOKEN ->
          withTokens(tokenKeys.followedBy(newKey(random), now, Duration.ZERO).withoutEnded(now));
      case LEDGER -> withLedger(ledgerKeys.followedBy(newKey(random), now, Duration.ZERO));
      case DATA ->
          withData(dataKeys.followedBy(newData(random), now, Duration.ZERO).withoutEnded(now));
    };
  }

  /// The token keys at this time: one signs, the others count.
  public KeyRing ring(Instant now) {
    var counting = tokenKeys.counting(now);
    return KeyRing.of(
        BrokerKey.of(counting.getFirst()),
        counting.stream().skip(1).map(key -> BrokerKey.Public.of(key.verifyingKey())).toList());
  }

  /// The ledger keys at this time.
  public LedgerKeys ledger(Instant now) {
    return new LedgerKeys(ledgerKeys.all(now), ledgerKeys.counting(now));
  }

  /// The data keys at this time: under the first one things are made, under all they are
  /// recognised.
  public List<SecretBytes> data(Instant now) {
    return dataKeys.counting(now);
  }

  /// Those whose signatures others have to check: token keys, the one that signs first, then all
  /// ledger keys.
  public List<BrokerKey.Public> published(Instant now) {
    var published = new ArrayList<BrokerKey.Public>();
    tokenKeys.counting(now).forEach(key -> published.add(BrokerKey.Public.of(key.verifyingKey())));
    ledgerKeys.keys().forEach(it -> published.add(BrokerKey.Public.of(it.key().verifyingKey())));
    return List.copyOf(published);
  }

  /// The next time after this one at which one of the above is another.
  public Instant nextChange(Instant now) {
    return Stream.of(tokenKeys, ledgerKeys, dataKeys)
        .map(it -> it.nextChange(now))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /// The public halves of all ledger keys, the newest first.
  public List<VerifyingKey> ledgerVerifyingKeys() {
    return ledgerKeys.map(it -> it.key().verifyingKey());
  }

  /// Whether these are of the same broker as others: they have a ledger key in common.
  public boolean continues(Keys others) {
    var known = others.ledgerKeys.map(it -> it.key().verifyingKey());
    return ledgerKeys.map(it -> it.key().verifyingKey()).stream().anyMatch(known::contains);
  }

  /// Throws [FormatException] for anything that [#write] cannot have made, now or in an earlier
  /// version.
  static Keys read(byte[] json) {
    var object = StrictJson.parse(json, DEPTH);
    return object.integer("version") == FIRST_VERSION ? readFirst(object) : readThis(object);
  }

  private static Keys readFirst(JsonObject object) {
    object.requireExactly(Set.of("version", "tokenKeys", "ledgerKey", "dataKey"));
    var tokens = object.strings("tokenKeys");
    return new Keys(
        new Succession<>(
            IntStream.range(0, tokens.size())
                .mapToObj(
                    place ->
                        new DatedKey<>(
                            signingKey(tokens.get(place)),
                            Instant.EPOCH.plusSeconds(tokens.size() - 1 - place),
                            Optional.<Instant>empty()))
                .toList()),
        Succession.of(signingKey(object.string("ledgerKey"))),
        Succession.of(dataKey(object.string("dataKey"))));
  }

  private static Keys readThis(JsonObject object) {
    object.requireExactly(Set.of("version", "tokenKeys", "ledgerKeys", "dataKeys"));
    if (object.integer("version") != VERSION) {
      throw new FormatException("version: want " + VERSION);
    }
    return new Keys(
        succession(object.objects("tokenKeys"), Keys::signingKey),
        succession(object.objects("ledgerKeys"), Keys::signingKey),
        succession(object.objects("dataKeys"), Keys::dataKey));
  }

  private static <K> Succession<K> succession(
      List<JsonObject> objects, Function<String, K> reader) {
    return new Succession<>(
        objects.stream()
            .map(it -> it.requireExactly(Set.of("key", "from", "until")))
            .map(
                it ->
                    new DatedKey<>(
                        reader.apply(it.string("key")),
                        Instant.ofEpochSecond(it.integer("from")),
                        it.isNull("until")
                            ? Optional.<Instant>empty()
                            : Optional.of(Instant.ofEpochSecond(it.integer("until")))))
            .toList());
  }

  byte[] write() {
    var object = new LinkedHashMap<String, Object>();
    object.put("version", VERSION);
    object.put("tokenKeys", tokenKeys.map(it -> json(it, it.key().seed())));
    object.put("ledgerKeys", ledgerKeys.map(it -> json(it, it.key().seed())));
    object.put("dataKeys", dataKeys.map(it -> json(it, it.key())));
    return StrictJson.write(object);
  }

  private static Map<String, Object> json(DatedKey<?> dated, SecretBytes secret) {
    var json = new LinkedHashMap<String, Object>();
    json.put("key", text(secret));
    json.put("from", dated.from().getEpochSecond());
    json.put("until", dated.until().map(Instant::getEpochSecond).orElse(null));
    return json;
  }

  /// A name by which data keys are told apart.
  public static String nameOf(SecretBytes dataKey) {
    byte[] exposed = dataKey.expose();
    try {
      byte[] hash = Hashes.hkdf(exposed, new byte[0], Hashes.label("latchkey/data-key-name"), 16);
      return Base64Url.encode(hash);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  private Keys withTokens(Succession<SigningKey> next) {
    return new Keys(next, ledgerKeys, dataKeys);
  }

  private Keys withLedger(Succession<SigningKey> next) {
    return new Keys(tokenKeys, next, dataKeys);
  }

  private Keys withData(Succession<SecretBytes> next) {
    return new Keys(tokenKeys, ledgerKeys, next);
  }

  private static SigningKey newKey(SecureRandom random) {
    return SigningKey.generate(random);
  }

  private static SecretBytes newData(SecureRandom random) {
    return SecretBytes.random(DATA_KEY_BYTES, random);
  }

  private static SigningKey signingKey(String text) {
    return SigningKey.fromSeed(decode(text, SigningKey.SEED_SIZE));
  }

  private static SecretBytes dataKey(String text) {
    return SecretBytes.of(decode(text, DATA_KEY_BYTES));
  }

  private static byte[] decode(String text, int size) {
    byte[] bytes = Base64Url.decode(text, size);
    if (bytes.length != size) {
      throw new FormatException("keys: want " + size + " bytes each");
    }
    return bytes;
  }

  private static String text(SecretBytes secret) {
    byte[] exposed = secret.expose();
    try {
      return Base64Url.encode(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
