package dev.latchkey.broker.session;

import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.AccessToken;
import dev.latchkey.crypto.token.InviteToken;
import dev.latchkey.crypto.token.TokenSigner;
import dev.latchkey.crypto.token.TokenVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The broker's tokens. None outlives what it stands for.
public final class Tokens {
  private final TokenSigner signer;
  private final TokenVerifier verifier;
  private final Terms terms;
  private final InstantSource clock;

  public Tokens(TokenSigner signer, TokenVerifier verifier, Terms terms, InstantSource clock) {
    this.signer = signer;
    this.verifier = verifier;
    this.terms = terms;
    this.clock = clock;
  }

  AccessGrant access(SessionId session, Member member) {
    var now = now();
    var lifetime = terms.accessTokenLifetime();
    return new AccessGrant(
        signer.sign(
            new AccessToken(
                terms.origin(),
                session,
                member.id(),
                member.signingKey().jwkThumbprint(),
                now,
                now.plus(lifetime))),
        lifetime);
  }

  String invite(SessionId session, Invite invite) {
    var now = now();
    var own = now.plus(terms.inviteTokenLifetime());
    var expiry = Instant.ofEpochSecond(invite.exp());
    return signer.sign(
        new InviteToken(
            terms.origin(),
            invite.id(),
            session,
            invite.role(),
            now,
            own.isBefore(expiry) ? own : expiry));
  }

  /// Throws [dev.latchkey.crypto.token.InvalidTokenException] for what is no invite token of ours.
  InviteToken verifyInvite(String text) {
    return verifier.verifyInvite(text, clock.instant());
  }

  // Tokens carry whole seconds.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
