package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.NonceRequired;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.TokenInvalid;
import dev.latchkey.broker.session.Admitted;
import dev.latchkey.broker.session.Members;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.AccessToken;
import dev.latchkey.crypto.token.DpopProof;
import dev.latchkey.crypto.token.InvalidTokenException;
import dev.latchkey.crypto.token.TokenVerifier;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Finds out which member is calling: an access token of ours, and a fresh proof for this very
/// request by the key that the token is bound to. How old a proof may be is in its nonce, so that a
/// client whose clock is wrong gets in too. RFC 9449 §4.3, PROTOCOL.md §1.2.
final class Access {
  static final HeaderName DPOP = HeaderNames.create("DPoP");

  private static final String SCHEME = "DPoP ";

  private final TokenVerifier verifier;
  private final DpopNonces nonces;
  private final Members members;
  private final String origin;
  private final Duration leeway;
  private final InstantSource clock;

  /// @param leeway by how much later than it says a token expires
  Access(
      TokenVerifier verifier,
      DpopNonces nonces,
      Members members,
      String origin,
      Duration leeway,
      InstantSource clock) {
    this.verifier = verifier;
    this.nonces = nonces;
    this.members = members;
    this.origin = origin;
    this.leeway = leeway;
    this.clock = clock;
  }

  /// The caller's membership in the session of the path. Throws [TokenInvalid] or [NonceRequired]
  /// if nothing proves who calls, and [NotFound] if it is no member of this session.
  Membership member(ServerRequest request) {
    return admit(request).membership();
  }

  /// As [#member], also for a member that waits to be admitted.
  Membership attendee(ServerRequest request) {
    var token = token(request);
    return members.attendance(token.session(), token.member(), token.keyThumbprint());
  }

  /// As [#member], also after the end of the session.
  Membership reader(ServerRequest request) {
    var token = token(request);
    return members.readership(token.session(), token.member(), token.keyThumbprint());
  }

  /// As [#member], with the end of what was shown.
  Admitted admit(ServerRequest request) {
    var token = token(request);
    return new Admitted(
        members.membership(token.session(), token.member(), token.keyThumbprint()),
        token.expiresAt().plus(leeway));
  }

  private AccessToken token(ServerRequest request) {
    var authorization = only(request, HeaderNames.AUTHORIZATION);
    if (!authorization.startsWith(SCHEME)) {
      throw new TokenInvalid("no DPoP token");
    }
    var text = authorization.substring(SCHEME.length());
    AccessToken token;
    DpopProof proof;
    try {
      token = verifier.verifyAccess(text, clock.instant());
      proof = DpopProof.verify(only(request, DPOP));
    } catch (InvalidTokenException e) {
      throw new TokenInvalid("token or proof: " + e.reason());
    }
    requireFor(request, proof, token, text);
    spend(proof);
    var session = Parameters.id(request, "sid", SessionId::new);
    if (!token.session().equals(session)) {
      throw new NotFound("a token for another session");
    }
    return token;
  }

  private void requireFor(
      ServerRequest request, DpopProof proof, AccessToken token, String tokenText) {
    var prologue = request.prologue();
    if (!proof.method().equals(prologue.method().text())
        || !proof.url().equals(origin + prologue.uriPath().rawPath())) {
      throw new TokenInvalid("proof for another request");
    }
    if (!proof.tokenHash().equals(DpopProof.hashOf(tokenText))
        || !proof.keyThumbprint().equals(token.keyThumbprint())) {
      throw new TokenInvalid("proof by another key or for another token");
    }
  }

  private void spend(DpopProof proof) {
    var nonce = proof.nonce().orElseThrow(NonceRequired::new);
    switch (nonces.spend(nonce, proof.keyThumbprint(), proof.id())) {
      case SPENT -> {}
      case REPLAYED -> throw new TokenInvalid("replayed proof");
      case STALE -> throw new NonceRequired();
    }
  }

  private static String only(ServerRequest request, HeaderName name) {
    List<String> values = request.headers().all(name, List::of);
    if (values.size() != 1) {
      throw new TokenInvalid("want one " + name.defaultCase() + " header");
    }
    return values.getFirst();
  }
}
