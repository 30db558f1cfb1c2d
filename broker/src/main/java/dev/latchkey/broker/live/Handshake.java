package dev.latchkey.broker.live;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.session.Admitted;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.AccessToken;
import dev.latchkey.crypto.token.DpopProof;
import dev.latchkey.crypto.token.HelloProof;
import dev.latchkey.crypto.token.InvalidTokenException;
import dev.latchkey.crypto.token.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Finds out who is at the other end of a connection: an access token of ours, and a proof over the
/// nonce of this very connection by the key that the token is bound to. Whoever has not got both is
/// told one thing, whatever is wrong and whether there is such a session or not. FORMATS.md §6.
final class Handshake {
  private final TokenVerifier verifier;
  private final Rosters rosters;
  private final String origin;
  private final Duration leeway;
  private final InstantSource clock;

  Handshake(
      TokenVerifier verifier,
      Rosters rosters,
      String origin,
      Duration leeway,
      InstantSource clock) {
    this.verifier = verifier;
    this.rosters = rosters;
    this.origin = origin;
    this.leeway = leeway;
    this.clock = clock;
  }

  Admitted admit(SessionId session, String nonce, ClientMessage.Hello hello) {
    try {
      var token = verifier.verifyAccess(hello.accessToken(), clock.instant());
      require(token.session().equals(session), "a token for another session");
      var roster = rosters.of(session);
      var member = roster.member(token.member()).orElseThrow(() -> refused("no such member"));
      requireProof(hello, token, member, nonce);
      requireAccess(roster, member);
      return new Admitted(
          new Membership(session, member.id(), member.signingKey(), member.role(), roster.size()),
          token.expiresAt().plus(leeway));
    } catch (InvalidTokenException e) {
      throw refused("token or proof: " + e.reason());
    } catch (NotFound e) {
      throw refused(e.detail());
    }
  }

  /// When a new token of the same member and key expires.
  Instant renew(Membership membership, String accessToken) {
    try {
      var token = verifier.verifyAccess(accessToken, clock.instant());
      require(token.session().equals(membership.session()), "a token for another session");
      require(token.member().equals(membership.member()), "a token of another member");
      require(
          token.keyThumbprint().equals(membership.key().jwkThumbprint()),
          "a token for another key");
      return token.expiresAt().plus(leeway);
    } catch (InvalidTokenException e) {
      throw refused("token: " + e.reason());
    }
  }

  private void requireProof(
      ClientMessage.Hello hello, AccessToken token, Member member, String nonce) {
    var key = member.signingKey();
    var proof =
        HelloProof.verify(
            hello.proof(), id -> id.equals(member.id()) ? Optional.of(key) : Optional.empty());
    require(key.jwkThumbprint().equals(token.keyThumbprint()), "a token for another key");
    require(proof.session().equals(token.session()), "a proof for another session");
    require(proof.audience().equals(origin), "a proof for another broker");
    require(
        proof.tokenHash().equals(DpopProof.hashOf(hello.accessToken())),
        "a proof for another token");
    require(proof.nonce().equals(nonce), "a proof for another connection");
  }

  private static void requireAccess(Roster roster, Member member) {
    if (roster.ended()) {
      throw new ClosingException(CloseCode.ENDED, "the session has ended");
    }
    if (!member.active() || member.role() == Role.AUDITOR) {
      throw new ClosingException(CloseCode.FORBIDDEN, "removed, or a role without access");
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw refused(otherwise);
    }
  }

  private static ClosingException refused(String detail) {
    return new ClosingException(CloseCode.HELLO_REFUSED, detail);
  }
}
