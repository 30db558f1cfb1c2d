package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.BrokerException.CreationTokenRequired;
import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.Receipt;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.session.AccessGrant;
import dev.latchkey.broker.session.Members;
import dev.latchkey.broker.session.Sessions;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/// Sessions and access tokens. PROTOCOL.md §2.
final class SessionRoutes {
  private static final int MAX_TOKEN_CHARS = 4_096;

  private final Sessions sessions;
  private final Members members;
  private final Ledger ledger;
  private final Limits limits;
  private final ClientAddresses addresses;
  private final Optional<SecretBytes> creationToken;

  SessionRoutes(
      Sessions sessions,
      Members members,
      Ledger ledger,
      Limits limits,
      ClientAddresses addresses,
      Optional<SecretBytes> creationToken) {
    this.sessions = sessions;
    this.members = members;
    this.ledger = ledger;
    this.limits = limits;
    this.addresses = addresses;
    this.creationToken = creationToken;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/sessions", this::draft),
        Route.post("/v1/sessions/{sid}/genesis", this::begin),
        Route.post("/v1/sessions/{sid}/tokens/challenge", this::challenge),
        Route.post("/v1/sessions/{sid}/tokens", this::refresh));
  }

  private record Drafted(
      String sid, String salt, String challenge, String origin, String ledgerKey, long expiresAt) {}

  private void draft(ServerRequest request, ServerResponse response) {
    limits.take(Limit.CREATE, addresses.caller(request).key());
    requireCreationToken(request);
    var body = JsonBody.read(request, "signingKey", "wrapKey");
    var host = body.sized("signingKey", VerifyingKey.SIZE, VerifyingKey::new);
    var _ = body.sized("wrapKey", WrapPublicKey.SIZE, WrapPublicKey::new);
    var draft = sessions.draft(host);
    Json.send(
        request,
        response,
        201,
        new Drafted(
            draft.session().value(),
            draft.salt().toString(),
            draft.challenge(),
            draft.origin(),
            draft.ledgerKey().bytes().toString(),
            draft.expiresAt().getEpochSecond()));
  }

  private record Begun(
      String sid, String mid, String accessToken, long expiresIn, int size, Receipt receipt) {}

  private void begin(ServerRequest request, ServerResponse response) {
    var caller = addresses.caller(request);
    limits.take(Limit.TRY, caller.key());
    var session = Parameters.id(request, "sid", SessionId::new);
    var body = JsonBody.read(request, "genesis", "change", "wrap");
    var live =
        sessions.begin(
            session,
            caller,
            Envelope.provenance(request),
            body.text("genesis", StatementEntry.MAX_CHARS),
            body.text("change", StatementEntry.MAX_CHARS),
            body.bytes("wrap", EpochKeyWrap.SIZE, EpochKeyWrap.SIZE));
    Json.send(
        request,
        response,
        201,
        new Begun(
            live.session().value(),
            live.host().value(),
            live.access().token(),
            live.access().lifetime().toSeconds(),
            live.size(),
            ledger.receipt(session, 0)));
  }

  private record Challenge(String challenge) {}

  private void challenge(ServerRequest request, ServerResponse response) {
    limits.take(Limit.TRY, addresses.caller(request).key());
    var session = Parameters.id(request, "sid", SessionId::new);
    Json.send(request, response, 200, new Challenge(members.refreshChallenge(session)));
  }

  /// An access token as answers carry it.
  record Granted(String accessToken, long expiresIn) {
    static Granted of(AccessGrant grant) {
      return new Granted(grant.token(), grant.lifetime().toSeconds());
    }
  }

  private void refresh(ServerRequest request, ServerResponse response) {
    limits.take(Limit.TRY, addresses.caller(request).key());
    var session = Parameters.id(request, "sid", SessionId::new);
    var body = JsonBody.read(request, "proof");
    var grant = members.refresh(session, body.text("proof", MAX_TOKEN_CHARS));
    Json.send(request, response, 201, Granted.of(grant));
  }

  private void requireCreationToken(ServerRequest request) {
    if (creationToken.isEmpty()) {
      return;
    }
    var given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    boolean equal =
        given.startsWith("Bearer ")
            && SecretBytes.of(given.substring("Bearer ".length()).getBytes(UTF_8))
                .equals(creationToken.get());
    if (!equal) {
      throw new CreationTokenRequired();
    }
  }
}
