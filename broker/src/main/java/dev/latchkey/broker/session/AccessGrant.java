package dev.latchkey.broker.session;

import java.time.Duration;

/// An access token for the member it was made for. Useless without that member's signing key.
public record AccessGrant(String token, Duration lifetime) {
  @Override
  public String toString() {
    return "AccessGrant[" + lifetime + "]";
  }
}
