package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.StrictJson;
import java.util.regex.Pattern;

/// What an act tells about the person behind it, beside the entry and not in it: once this and the
/// salt are erased, the entry's commitment says nothing, and every proof holds as before.
/// FORMATS.md §11.2.
///
/// @param network where it came from: a /24 or /48, a keyed hash, or empty if that is not recorded
/// @param browser family and system, or empty
public record Details(String network, String browser) {
  public static final int SALT_BYTES = 16;
  public static final int MAX_CHARS = 128;

  private static final byte[] LABEL = Hashes.label("latchkey/ledger-details/v1");
  private static final String GROUP = "(?:0|[1-9a-f][0-9a-f]{0,3})";
  private static final String GROUP_NOT_ZERO = "[1-9a-f][0-9a-f]{0,3}";
  private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  private static final Pattern NETWORK =
      Pattern.compile(
          "|%1$s\\.%1$s\\.%1$s\\.0/24|(?:(?:%2$s:){0,2}%3$s)?::/48|~[A-Za-z0-9_-]{22}"
              .formatted(OCTET, GROUP, GROUP_NOT_ZERO));
  private static final Pattern BROWSER =
      Pattern.compile(
          "|(?:Chrome|Edge|Firefox|Safari|Node|other), (?:Android|iOS|Linux|macOS|Windows|other)");

  /// Throws [FormatException] for a network or browser of another form.
  public Details {
    require(NETWORK.matcher(network).matches(), "network: want a /24, a /48, a keyed hash or none");
    require(BROWSER.matcher(browser).matches(), "browser: want a known family and system or none");
  }

  /// Throws [FormatException], and nothing else, for every text that [#text] does not give.
  public static Details parse(String text) {
    require(text.length() <= MAX_CHARS, "want at most " + MAX_CHARS + " characters");
    var json = StrictJson.parse(text.getBytes(US_ASCII), 1);
    var details = new Details(json.string("network"), json.string("browser"));
    require(details.text().equals(text), "want the one text of these details");
    return details;
  }

  public String text() {
    return "{\"network\":\"" + network + "\",\"browser\":\"" + browser + "\"}";
  }

  /// What the entry has in their place. Whoever does not know the salt, 16 random bytes, cannot try
  /// which details it stands for. Throws [FormatException] for a salt of another size.
  public Bytes commitment(Bytes salt) {
    require(salt.size() == SALT_BYTES, "salt: want " + SALT_BYTES + " bytes");
    return Bytes.of(Hashes.sha256(LABEL, salt.toByteArray(), text().getBytes(US_ASCII)));
  }

  private static void require(boolean holds, String wanted) {
    if (!holds) {
      throw new FormatException(wanted);
    }
  }
}
