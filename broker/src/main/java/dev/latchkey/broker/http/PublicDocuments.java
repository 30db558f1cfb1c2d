package dev.latchkey.broker.http;

import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.session.Terms;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.token.BrokerKey;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Documents that anybody may read. They change only with the broker, and with its keys. They are
/// open to every origin, because they say nothing about any session. PROTOCOL.md §7.
final class PublicDocuments {
  private final Supplier<byte[]> jwks;
  private final Supplier<byte[]> latchkey;
  private final byte[] openapi;

  /// @param keys whose signatures others have to check, at the moment
  /// @param log name and newest key of the broker-wide log, at the moment
  PublicDocuments(
      Supplier<List<BrokerKey.Public>> keys,
      Supplier<NoteKey> log,
      Terms terms,
      long maxSessionBytes) {
    this.jwks =
        () -> Json.bytes(Map.of("keys", keys.get().stream().map(PublicDocuments::jwk).toList()));
    this.latchkey = () -> Json.bytes(latchkey(log.get(), terms, maxSessionBytes));
    this.openapi = resource("/openapi.json");
  }

  List<Route> routes() {
    return List.of(
        Route.get("/.well-known/jwks.json", document(jwks)),
        Route.get("/.well-known/latchkey", document(latchkey)),
        Route.get("/openapi.json", document(() -> openapi)));
  }

  private static Handler document(Supplier<byte[]> json) {
    return (request, response) -> {
      response
          .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
          .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      Json.send(request, response, Status.OK_200, json.get());
    };
  }

  private static Map<String, String> jwk(BrokerKey.Public key) {
    var jwk = new LinkedHashMap<String, String>();
    jwk.put("kty", "OKP");
    jwk.put("crv", "Ed25519");
    jwk.put("x", key.key().bytes().toString());
    jwk.put("kid", key.kid());
    jwk.put("alg", "Ed25519");
    jwk.put("use", "sig");
    return jwk;
  }

  private static Map<String, Object> latchkey(NoteKey log, Terms terms, long maxSessionBytes) {
    var limits = new LinkedHashMap<String, Object>();
    limits.put("bodyBytes", JsonBody.MAX_BYTES);
    limits.put("statementBytes", JsonBody.MAX_STATEMENT_BYTES);
    limits.put("frameBytes", Frame.MAX_SIZE);
    limits.put("entryChars", StatementEntry.MAX_CHARS);
    limits.put("sessionBytes", maxSessionBytes);
    limits.put("sessionIdleSeconds", terms.lifetime().idle().toSeconds());
    limits.put("sessionSeconds", terms.lifetime().most().map(Duration::toSeconds).orElse(null));
    limits.put("members", terms.maxMembers());
    limits.put("inviteSeconds", terms.inviteLifetime().toSeconds());
    limits.put("waitSeconds", Parameters.MAX_WAIT_SECONDS);
    limits.put("rates", Arrays.stream(Limit.values()).map(PublicDocuments::rate).toList());
    var document = new LinkedHashMap<String, Object>();
    document.put("version", 1);
    document.put("origin", terms.origin());
    document.put("suite", 1);
    document.put("logKey", log.text());
    document.put("limits", limits);
    return document;
  }

  private static Map<String, Object> rate(Limit limit) {
    var rate = new LinkedHashMap<String, Object>();
    rate.put("name", limit.wire());
    rate.put("burst", limit.burst());
    rate.put("perMinute", Duration.ofMinutes(1).dividedBy(limit.refill()));
    return rate;
  }

  private static byte[] resource(String name) {
    try (var stream = PublicDocuments.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the broker was built without " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
