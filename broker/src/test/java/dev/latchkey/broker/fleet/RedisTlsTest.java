package dev.latchkey.broker.fleet;

import dev.latchkey.broker.BrokerProcess;
import dev.latchkey.broker.FreePort;
import dev.latchkey.broker.RedisServer;
import dev.latchkey.broker.TestCertificate;
import dev.latchkey.broker.store.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker, as a process of its own, on a real Redis by TLS.
@Timeout(60)
class RedisTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void aRedisThatJavaTrustsIsUsedAndAnotherOneIsNot() throws Exception {
    var certificate = TestCertificate.in(folder);
    int port = FreePort.lasting();
    try (var redis =
            RedisServer.start(
                folder,
                "--tls-port",
                "" + port,
                "--tls-cert-file",
                certificate.file().toString(),
                "--tls-key-file",
                certificate.keyFile().toString(),
                "--tls-ca-cert-file",
                certificate.file().toString(),
                "--tls-auth-clients",
                "no");
        var _ = broker("trusting", port, Map.of("JAVA_TOOL_OPTIONS", trusting(certificate)))) {
      await(redis, port);
      try (var distrusting = broker("distrusting", port, Map.of())) {
        while (!new String(distrusting.log()).contains("Redis cannot be reached")) {
          pause();
        }
      }
    }
  }

  private static void await(RedisServer redis, int port) {
    while (!redis.ask("CLIENT", "LIST", "TYPE", "pubsub").contains("laddr=127.0.0.1:" + port)) {
      pause();
    }
  }

  private static void pause() {
    if (Thread.interrupted()) {
      throw new IllegalStateException("waited too long");
    }
    LockSupport.parkNanos(10_000_000);
  }

  private BrokerProcess broker(String name, int redisPort, Map<String, String> environment)
      throws IOException {
    var settings = new HashMap<>(environment);
    settings.put("LATCHKEY_STORE", PostgresServer.common().newDatabase());
    settings.put("LATCHKEY_REDIS_URL", "rediss://127.0.0.1:" + redisPort);
    var home = Files.createDirectory(folder.resolve(name));
    return BrokerProcess.start(List.of(), home, "WARNING", settings);
  }

  private String trusting(TestCertificate certificate)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("redis", certificate.certificate());
    var file = folder.resolve("trusted.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(file, PASSWORD);
  }
}
