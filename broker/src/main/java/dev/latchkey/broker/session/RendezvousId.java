package dev.latchkey.broker.session;

import dev.latchkey.crypto.FormatException;
import java.util.regex.Pattern;

/// Where two devices meet; they make it of a secret that the broker does not know. FORMATS.md §3.
public record RendezvousId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

  public RendezvousId {
    if (!FORM.matcher(value).matches()) {
      throw new FormatException("rendezvous ID: want 22 characters of canonical base64url");
    }
  }
}
