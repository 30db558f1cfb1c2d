package dev.latchkey.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.WitnessKey;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Over 400 lines, because the tables of all settings are here.
class ConfigTest {
  private static Config read(String... variables) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return Config.of(Settings.read(environment));
  }

  @Test
  void withoutAnySettingTheDefaultsHold() {
    var config = Config.of(Settings.read(Map.of()));

    assertThat(config.listen()).isEqualTo(new HostPort("127.0.0.1", 8080));
    assertThat(config.managementListen()).isEqualTo(new HostPort("127.0.0.1", 9090));
    assertThat(config.publicUrl().value()).isEqualTo("http://localhost:8080");
    assertThat(config.tls()).isEmpty();
    assertThat(config.dataDir()).isEqualTo(Path.of("data"));
    assertThat(config.store()).isEqualTo(new StoreChoice.Sqlite());
    assertThat(config.redisUrl()).isEmpty();
    assertThat(config.allowedOrigins()).isEmpty();
    assertThat(config.trustedProxies()).isEmpty();
    assertThat(config.creationToken()).isEmpty();
    assertThat(config.session())
        .isEqualTo(
            new Config.Session(Duration.ofDays(30), Duration.ZERO, 50, 64L * 1024 * 1024, 0));
    assertThat(config.invite())
        .isEqualTo(new Config.Invite(Duration.ofDays(30), Duration.ofDays(7)));
    assertThat(config.access()).isEqualTo(new Config.Access(Duration.ofMinutes(10), Duration.ZERO));
    assertThat(config.http())
        .isEqualTo(
            new Config.Http(
                10_000,
                256,
                64L * 1024 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10)));
    assertThat(config.live()).isEqualTo(new Config.Live(1_048_576, 512));
    assertThat(config.ledger().network()).isEqualTo(NetworkRecording.PREFIX);
    assertThat(config.ledger().detailsTtl()).isEqualTo(Duration.ofDays(90));
    assertThat(config.ledger().witnessPolicy().text()).isEmpty();
    assertThat(config.ledger().witnessPolicy().policy().witnesses()).isEmpty();
    assertThat(config.limitMaxKeys()).isEqualTo(100_000);
    assertThat(config.purgeInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.logFormat()).isEqualTo(LogFormat.TEXT);
    assertThat(config.offlinePages()).isEqualTo(OfflinePages.KEEP);
  }

  @Test
  void everySettingHasAVariableThatReachesIt() {
    var config =
        read(
            "LATCHKEY_LISTEN", "[::1]:18080",
            "LATCHKEY_MANAGEMENT_LISTEN", "127.0.0.2:19090",
            "LATCHKEY_PUBLIC_URL", "https://Broker.example:443/",
            "LATCHKEY_TLS_CERTIFICATE_FILE", "/etc/latchkey/certificate.pem",
            "LATCHKEY_TLS_KEY_FILE", "/etc/latchkey/key.pem",
            "LATCHKEY_DATA_DIR", "/var/lib/latchkey",
            "LATCHKEY_STORE", "memory:",
            "LATCHKEY_REDIS_URL", "rediss://me:p%40ss@cache,cache2:7000",
            "LATCHKEY_ALLOWED_ORIGINS", "https://a.example, null",
            "LATCHKEY_TRUSTED_PROXIES", "10.0.0.0/8,2001:db8::/32",
            "LATCHKEY_CREATION_TOKEN", "0123456789abcdef",
            "LATCHKEY_SESSION_IDLE_TTL", "1h",
            "LATCHKEY_SESSION_MAX_MEMBERS", "2",
            "LATCHKEY_SESSION_MAX_BYTES", "1MiB",
            "LATCHKEY_INVITE_MAX_LIFETIME", "1m",
            "LATCHKEY_INVITE_TOKEN_LIFETIME", "2m",
            "LATCHKEY_ACCESS_TOKEN_LIFETIME", "2m",
            "LATCHKEY_ACCESS_LEEWAY", "30s",
            "LATCHKEY_HTTP_MAX_CONNECTIONS", "16",
            "LATCHKEY_HTTP_MAX_CONNECTIONS_PER_ADDRESS", "1",
            "LATCHKEY_HTTP_BODY_MEMORY", "2MiB",
            "LATCHKEY_HTTP_HEADER_TIMEOUT", "1s",
            "LATCHKEY_HTTP_READ_TIMEOUT", "2s",
            "LATCHKEY_HTTP_WRITE_TIMEOUT", "3s",
            "LATCHKEY_HTTP_IDLE_TIMEOUT", "35s",
            "LATCHKEY_HTTP_DRAIN", "0s",
            "LATCHKEY_LIVE_OUTBOX_BYTES", "512KiB",
            "LATCHKEY_LIVE_COMPACT_AFTER", "16",
            "LATCHKEY_LEDGER_NETWORK", "hash",
            "LATCHKEY_LEDGER_DETAILS_TTL", "1h",
            "LATCHKEY_LEDGER_WITNESS_POLICY", policyFile("quorum none\n"),
            "LATCHKEY_LIMIT_MAX_KEYS", "1000",
            "LATCHKEY_PURGE_INTERVAL", "1s",
            "LATCHKEY_LOG_FORMAT", "json",
            "LATCHKEY_OFFLINE_PAGES", "drop");

    assertThat(config.listen()).isEqualTo(new HostPort("::1", 18080));
    assertThat(config.managementListen()).isEqualTo(new HostPort("127.0.0.2", 19090));
    assertThat(config.publicUrl().value()).isEqualTo("https://broker.example");
    assertThat(config.tls())
        .contains(
            new TlsFiles(
                Path.of("/etc/latchkey/certificate.pem"), Path.of("/etc/latchkey/key.pem")));
    assertThat(config.dataDir()).isEqualTo(Path.of("/var/lib/latchkey"));
    assertThat(config.store()).isEqualTo(new StoreChoice.Memory());
    assertThat(config.redisUrl()).isPresent();
    assertThat(config.allowedOrigins()).containsExactlyInAnyOrder("https://a.example", "null");
    assertThat(config.trustedProxies()).hasSize(2);
    assertThat(config.creationToken()).isPresent();
    assertThat(config.session())
        .isEqualTo(new Config.Session(Duration.ofHours(1), Duration.ZERO, 2, 1024L * 1024, 0));
    assertThat(config.invite())
        .isEqualTo(new Config.Invite(Duration.ofMinutes(1), Duration.ofMinutes(2)));
    assertThat(config.access())
        .isEqualTo(new Config.Access(Duration.ofMinutes(2), Duration.ofSeconds(30)));
    assertThat(config.http())
        .isEqualTo(
            new Config.Http(
                16,
                1,
                2L * 1024 * 1024,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(35),
                Duration.ZERO));
    assertThat(config.live()).isEqualTo(new Config.Live(524_288, 16));
    assertThat(config.ledger().network()).isEqualTo(NetworkRecording.HASH);
    assertThat(config.ledger().detailsTtl()).isEqualTo(Duration.ofHours(1));
    assertThat(config.ledger().witnessPolicy().text()).isEqualTo("quorum none\n");
    assertThat(config.limitMaxKeys()).isEqualTo(1_000);
    assertThat(config.purgeInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.logFormat()).isEqualTo(LogFormat.JSON);
    assertThat(config.offlinePages()).isEqualTo(OfflinePages.DROP);
  }

  private static String policyFile(String text) {
    try {
      return Files.writeString(Files.createTempFile("policy", ".txt"), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String witness(String url) {
    var key = new WitnessKey("witness.example/w", key(0));
    return "witness w " + key.text() + " " + url + "\n";
  }

  @Test
  void aPolicyNamesWitnessesAndWhereTheyAre() {
    var text = witness("https://witness.example/w") + "quorum w\n";

    var config = read("LATCHKEY_LEDGER_WITNESS_POLICY", policyFile(text));

    var policy = config.ledger().witnessPolicy();
    assertThat(policy.text()).isEqualTo(text);
    assertThat(policy.policy().witnesses().getFirst().url()).isEqualTo("https://witness.example/w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://witness.example/w",
        "file:///etc/passwd",
        "witness.example",
        "https:///w",
        "https://u:p@witness.example/w",
        "https://witness.example/w?x=1",
        "https://witness.example/w#x",
        "https://witness.example/w/",
        "https://witness example/w",
        "https://%zz/w"
      })
  void aWitnessIsAtAnAddressOfTheWeb(String url) {
    var file = policyFile(witness(url) + "quorum w\n");

    assertThatThrownBy(() -> read("LATCHKEY_LEDGER_WITNESS_POLICY", file))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("ledger.witness-policy: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "quorum w\n", "nonsense\n", "quorum none\nquorum none\n"})
  void whatIsNoPolicyStopsTheStart(String text) {
    var file = policyFile(text);

    assertThatThrownBy(() -> read("LATCHKEY_LEDGER_WITNESS_POLICY", file))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("ledger.witness-policy: ");
  }

  @Test
  void aPolicyThatIsNotThereStopsTheStart() {
    assertThatThrownBy(() -> read("LATCHKEY_LEDGER_WITNESS_POLICY", "/nowhere/policy"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("/nowhere/policy");
  }

  @Test
  void aPolicyForAnotherLogStopsTheStartAndSaysWhichThisOneIs() {
    var own = new NoteKey("broker.example/log", key(1));
    var policy = "log " + new NoteKey("other.example/log", key(2)).text() + "\nquorum none\n";
    var config = read("LATCHKEY_LEDGER_WITNESS_POLICY", policyFile(policy));

    assertThatThrownBy(() -> config.ledger().witnessPolicy().requireLogs(List.of(own)))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(own.text());
  }

  private static VerifyingKey key(int number) {
    var seed = new byte[SigningKey.SEED_SIZE];
    seed[0] = (byte) number;
    return SigningKey.fromSeed(seed).verifyingKey();
  }

  @Test
  void aSettingThatIsListedIsReadAndOneThatIsReadIsListed() {
    var settings = Settings.read(Map.of());

    Config.of(settings);

    assertThat(settings.unread()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8081, http://localhost:8081, 9091",
    "0.0.0.0:80, http://localhost, 1090",
    "127.0.0.1:65000, http://localhost:65000, 63990",
    "127.0.0.1:64525, http://localhost:64525, 65535"
  })
  void brokersOnOneMachineDoNotMeet(String listen, String publicUrl, int management) {
    var config = read("LATCHKEY_LISTEN", listen);

    assertThat(config.publicUrl().value()).isEqualTo(publicUrl);
    assertThat(config.managementListen()).isEqualTo(new HostPort("127.0.0.1", management));
  }

  @Test
  void portZeroIsReplacedByAFreeOne() {
    var config = read("LATCHKEY_LISTEN", "127.0.0.1:0");

    assertThat(config.listen().port()).isPositive();
    assertThat(config.publicUrl().value()).isEqualTo("http://localhost:" + config.listen().port());
  }

  @ParameterizedTest
  @CsvSource({
    "LATCHKEY_LISTEN, 8080, listen",
    "LATCHKEY_LISTEN, localhost:65536, listen",
    "LATCHKEY_LISTEN, http://localhost:80, listen",
    "LATCHKEY_PUBLIC_URL, http://broker.example, https",
    "LATCHKEY_PUBLIC_URL, http://192.168.0.5:8080, https",
    "LATCHKEY_PUBLIC_URL, http://localhost.evil.example, https",
    "LATCHKEY_PUBLIC_URL, https://broker.example/path, public-url",
    "LATCHKEY_PUBLIC_URL, https://a@broker.example, public-url",
    "LATCHKEY_PUBLIC_URL, broker.example, public-url",
    "LATCHKEY_PUBLIC_URL, localhost:8080, public-url",
    "LATCHKEY_ALLOWED_ORIGINS, localhost:8080, allowed-origins",
    "LATCHKEY_STORE, postgres://db, want postgres://user",
    "LATCHKEY_STORE, sqlite:/tmp/x, 'sqlite:, memory: or postgres:'",
    "LATCHKEY_REDIS_URL, http://cache, redis-url: want redis://",
    "LATCHKEY_REDIS_URL, redis://cache/1, redis-url: want redis://",
    "LATCHKEY_REDIS_URL, redis://user@cache, redis-url: want redis://",
    "LATCHKEY_REDIS_URL, redis://cache:65536, redis-url",
    "LATCHKEY_REDIS_URL, 'redis://a,', redis-url",
    "LATCHKEY_ALLOWED_ORIGINS, *, * is not allowed",
    "LATCHKEY_ALLOWED_ORIGINS, https://a.example/x, allowed-origins",
    "LATCHKEY_TRUSTED_PROXIES, proxy.example, networks",
    "LATCHKEY_TRUSTED_PROXIES, 10.0.0.0/33, networks",
    "LATCHKEY_CREATION_TOKEN, short, at least 16 characters",
    "LATCHKEY_SESSION_MAX_MEMBERS, 1, 2 to 1000",
    "LATCHKEY_SESSION_MAX_MEMBERS, fifty, 2 to 1000",
    "LATCHKEY_SESSION_MAX_BYTES, 64MB, 1MiB to 64GiB",
    "LATCHKEY_INVITE_MAX_LIFETIME, 31d, 1m to 30d",
    "LATCHKEY_ACCESS_TOKEN_LIFETIME, 11m, 2m to 10m",
    "LATCHKEY_ACCESS_TOKEN_LIFETIME, 119s, 2m to 10m",
    "LATCHKEY_ACCESS_LEEWAY, 31s, 0s to 30s",
    "LATCHKEY_LEDGER_NETWORK, all, 'none, prefix or hash'",
    "LATCHKEY_LEDGER_DETAILS_TTL, 59m, 1h to 3650d",
    "LATCHKEY_PURGE_INTERVAL, 0s, 1s to 1d",
    "LATCHKEY_HTTP_MAX_CONNECTIONS_PER_ADDRESS, 0, 1 to 1000000",
    "LATCHKEY_HTTP_BODY_MEMORY, 1MiB, 2MiB to 16GiB",
    "LATCHKEY_HTTP_HEADER_TIMEOUT, 2m, 1s to 1m",
    "LATCHKEY_HTTP_WRITE_TIMEOUT, 0s, 1s to 5m",
    "LATCHKEY_HTTP_DRAIN, '', 0s to 5m"
  })
  void aValueThatCannotBeMeantIsRefusedInOneSentence(
      String variable, String value, String sentence) {
    assertThatThrownBy(() -> read(variable, value))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void redisIsOneOrAClusterAndItsPasswordIsNeverPrinted() {
    var one = read("LATCHKEY_REDIS_URL", "redis://[::1]").redisUrl().orElseThrow();
    assertThat(one.nodes()).containsExactly(new HostPort("::1", 6379));
    assertThat(one.cluster()).isFalse();
    assertThat(one.tls()).isFalse();
    assertThat(one.password()).isEmpty();

    var cluster = read("LATCHKEY_REDIS_URL", "rediss://:p%40s+s@a:7000/?cluster=true");
    assertThat(cluster.redisUrl().orElseThrow())
        .isEqualTo(
            new RedisUrl(
                List.of(new HostPort("a", 7000)),
                true,
                true,
                "",
                Optional.of(SecretBytes.of("p@s+s".getBytes(UTF_8)))));
    assertThat(cluster.toString()).doesNotContain("p@s+s").doesNotContain("p%40");

    assertThat(read("LATCHKEY_REDIS_URL", "redis://a,b:1").redisUrl().orElseThrow().cluster())
        .isTrue();
  }

  @Test
  void aRefusalNeverRepeatsASecret() {
    assertThatThrownBy(() -> read("LATCHKEY_REDIS_URL", "redis://:s3cret@a:b"))
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> read("LATCHKEY_CREATION_TOKEN", "s3cret"))
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
  void plainHttpIsTakenOnThisMachine(String address) {
    assertThat(read("LATCHKEY_PUBLIC_URL", address).publicUrl().value()).isEqualTo(address);
  }

  @Test
  void aMistypedVariableIsRefusedWithWhatWasMeant() {
    assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_LISTN", "127.0.0.1:1")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("did you mean LATCHKEY_LISTEN?");
  }

  @Test
  void aVariableOfSomebodyElseIsAWarning() {
    var settings = Settings.read(Map.of("LATCHKEY_TEST_ROUNDS", "3", "HOME", "/"));

    assertThat(settings.warnings()).hasSize(1);
    assertThat(settings.warnings().getFirst()).contains("LATCHKEY_TEST_ROUNDS");
  }

  @Test
  void aFileChangesWhatItNamesAndTheEnvironmentWins(@TempDir Path folder) throws Exception {
    var file = folder.resolve("latchkey.yaml");
    Files.writeString(file, "session:\n  max-members: 7\npurge-interval: 1h\n");

    var config = read("LATCHKEY_CONFIG", file.toString(), "LATCHKEY_PURGE_INTERVAL", "2h");

    assertThat(config.session().maxMembers()).isEqualTo(7);
    assertThat(config.purgeInterval()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aFileWithANameThatThereIsNotIsRefused(@TempDir Path folder) throws Exception {
    var file = folder.resolve("latchkey.yaml");
    Files.writeString(file, "session:\n  max-member: 7\n");

    assertThatThrownBy(() -> read("LATCHKEY_CONFIG", file.toString()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("session.max-member");
    assertThatThrownBy(() -> read("LATCHKEY_CONFIG", folder.resolve("nope").toString()))
        .isInstanceOf(InvalidConfigException.class);
  }

  @Test
  void aFolderThatCannotBeNamedSoIsRefused(@TempDir Path folder) throws Exception {
    var file = folder.resolve("latchkey.yaml");
    Files.writeString(file, "data-dir: \"a\\0b\"\n");

    assertThatThrownBy(() -> read("LATCHKEY_CONFIG", file.toString()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("data-dir");
  }

  @Test
  void aSecretMayComeFromAFileButNotTwice(@TempDir Path folder) throws Exception {
    var file = folder.resolve("token");
    Files.writeString(file, "0123456789abcdef\n");

    assertThat(read("LATCHKEY_CREATION_TOKEN_FILE", file.toString()).creationToken())
        .isEqualTo(read("LATCHKEY_CREATION_TOKEN", "0123456789abcdef").creationToken());
    assertThatThrownBy(
            () ->
                read(
                    "LATCHKEY_CREATION_TOKEN",
                    "0123456789abcdef",
                    "LATCHKEY_CREATION_TOKEN_FILE",
                    file.toString()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("given twice");
  }
}
