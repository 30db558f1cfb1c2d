package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.InvalidLinkException.Code.DAMAGED;
import static dev.latchkey.crypto.roster.InvalidLinkException.Code.FOREIGN;
import static dev.latchkey.crypto.roster.InvalidLinkException.Code.INCOMPLETE;
import static dev.latchkey.crypto.roster.InvalidLinkException.Code.REWRITTEN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import java.util.Arrays;
import java.util.regex.Pattern;

/// What an invited person is sent: `<app URL>#1.<sid>.<secret>.<check>`. Everything of value stands
/// in the fragment, which a browser keeps from the server. FORMATS.md §3.
public record InviteLink(SessionId sid, InviteSecret secret) {
  /// So that its QR code stays at version 8 or smaller.
  public static final int MAX_CHARS = 140;

  private static final int CHECK_BYTES = 3;
  private static final int CHECK_CHARS = 4;
  private static final String AFTER = " \t\r\n<>.";
  private static final Pattern ENCODED_FRAGMENT = Pattern.compile("%(?:25)?231\\.");

  /// Throws IllegalArgumentException if the app URL has a fragment or makes the link too long.
  public String format(String appUrl) {
    String covered = "1." + sid.value() + "." + secret.text();
    String link = appUrl + "#" + covered + "." + check(covered);
    if (appUrl.indexOf('#') >= 0 || link.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "app URL: want no fragment, and a link of at most " + MAX_CHARS + " characters");
    }
    return link;
  }

  /// Reads a link as people paste it, with spaces, angle brackets and full stops around it. Throws
  /// [InvalidLinkException] with the code of the first defect.
  public static InviteLink parse(String text) {
    String link = strip(text);
    int hash = link.indexOf('#');
    if (hash < 0) {
      boolean seenByServer = ENCODED_FRAGMENT.matcher(link).find();
      throw new InvalidLinkException(seenByServer ? REWRITTEN : FOREIGN);
    }
    String fragment = link.substring(hash + 1);
    if (!fragment.startsWith("1.") && !"1.".startsWith(fragment)) {
      throw new InvalidLinkException(FOREIGN);
    }
    String[] parts = fragment.split("\\.", -1);
    if (parts.length < 4 || (parts.length == 4 && parts[3].length() < CHECK_CHARS)) {
      throw new InvalidLinkException(INCOMPLETE);
    }
    if (parts.length > 4 || !parts[3].equals(check("1." + parts[1] + "." + parts[2]))) {
      throw new InvalidLinkException(DAMAGED);
    }
    try {
      return new InviteLink(new SessionId(parts[1]), InviteSecret.of(parts[2]));
    } catch (FormatException e) {
      throw new InvalidLinkException(DAMAGED);
    }
  }

  /// What stands before the link is before the `#`, and not read.
  private static String strip(String text) {
    int end = text.length();
    while (end > 0 && AFTER.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private static String check(String covered) {
    byte[] hash = Hashes.sha256(Hashes.label("latchkey/link/v1"), covered.getBytes(US_ASCII));
    return Base64Url.encode(Arrays.copyOf(hash, CHECK_BYTES));
  }
}
