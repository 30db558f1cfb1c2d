package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

public final class LinkVectors implements VectorSource {
  private static final String INCOMPLETE = "link_incomplete";
  private static final String DAMAGED = "link_damaged";
  private static final String FOREIGN = "link_foreign";
  private static final String REWRITTEN = "link_rewritten";

  private static final String APP = "https://app.example/";
  private static final String SID = Base64Url.encode(SeededRandom.bytes("session", 20));
  private static final String SECRET = Base64Url.encode(SeededRandom.bytes("secret", 16));
  private static final String LINK = APP + "#" + checked("1." + SID + "." + SECRET);

  @Override
  public String kind() {
    return "link";
  }

  @Override
  public Set<String> refusals() {
    return Set.of(INCOMPLETE, DAMAGED, FOREIGN, REWRITTEN);
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      InviteLink link = InviteLink.parse(Fields.text(in, "text"));
      return Answer.ok(Map.of("sid", link.sid().value(), "secret", link.secret().text()));
    } catch (InvalidLinkException e) {
      return Answer.refused(e.code().wire());
    }
  }

  @Override
  public List<Vector> vectors() {
    var vectors = new ArrayList<Vector>();
    vectors.addAll(whole());
    vectors.addAll(incomplete());
    vectors.addAll(damaged());
    vectors.addAll(foreign());
    vectors.addAll(rewritten());
    return vectors;
  }

  private static List<Vector> whole() {
    return List.of(
        ok("whole", "a link as it was made", LINK),
        ok(
            "local",
            "an app on another scheme and port",
            LINK.replace(APP, "http://localhost:8080/")),
        ok("path", "an app in a folder, with a query", LINK.replace(APP, APP + "a/b.html?c=d")),
        ok("without-app-url", "the fragment alone", LINK.replace(APP, "")),
        ok(
            "app-url-holds-percent-23",
            "an encoded number sign, but a real one too",
            LINK.replace(APP, APP + "%231.")),
        ok("spaces-around", "spaces around it", "  " + LINK + " "),
        ok("line-ends-around", "line ends and tabs around it", "\r\n\t" + LINK + "\r\n"),
        ok("angle-brackets", "angle brackets around it", "<" + LINK + ">"),
        ok("full-stop", "the end of a sentence", LINK + "."),
        ok("all-around", "everything around it at once", " <" + LINK + ">.\n"));
  }

  private static List<Vector> incomplete() {
    int fragment = LINK.indexOf('#') + 1;
    int sid = fragment + 2;
    int secret = sid + 27 + 1;
    int check = secret + 22 + 1;
    return List.of(
        cut("cut-after-number-sign", fragment),
        cut("cut-after-version", fragment + 1),
        cut("cut-before-session", sid),
        cut("cut-in-session", sid + 13),
        cut("cut-after-session", sid + 27),
        cut("cut-before-secret", secret),
        cut("cut-in-secret", secret + 11),
        cut("cut-after-secret", secret + 22),
        cut("cut-before-check", check),
        cut("cut-in-check", check + 2),
        cut("cut-last-character", LINK.length() - 1),
        refused(
            "cut-with-full-stop",
            "a cut link at the end of a sentence",
            INCOMPLETE,
            LINK.substring(0, check + 2) + "."),
        refused("part-missing", "no session in it", INCOMPLETE, LINK.replace(SID + ".", "")));
  }

  private static List<Vector> damaged() {
    String strayBits = SID.substring(0, 26) + "B";
    return List.of(
        refused(
            "check-wrong", "another check", DAMAGED, LINK.substring(0, LINK.length() - 4) + "AAAA"),
        refused(
            "session-changed",
            "a character of the session changed",
            DAMAGED,
            LINK.replace(SID, flipped(SID))),
        refused(
            "secret-changed",
            "a character of the secret changed",
            DAMAGED,
            LINK.replace(SECRET, flipped(SECRET))),
        refused(
            "case-changed", "letters turned to lower case", DAMAGED, LINK.toLowerCase(Locale.ROOT)),
        refused("tail", "a character after the check", DAMAGED, LINK + "A"),
        refused("fifth-part", "a fifth part", DAMAGED, LINK + ".A"),
        refused("tracking-query", "a query added after it", DAMAGED, LINK + "?utm_source=mail"),
        refused(
            "line-break-inside",
            "a line break in the session",
            DAMAGED,
            LINK.replace(SID, SID.substring(0, 9) + "\n" + SID.substring(9))),
        lie(
            "session-short",
            "a session of 26 characters under a right check",
            SID.substring(1),
            SECRET),
        lie("session-stray-bits", "a non-zero unused bit under a right check", strayBits, SECRET),
        lie(
            "session-alphabet",
            "a foreign character under a right check",
            "+" + SID.substring(1),
            SECRET),
        lie(
            "secret-short",
            "a secret of 21 characters under a right check",
            SID,
            SECRET.substring(1)),
        lie(
            "secret-stray-bits",
            "a non-zero unused bit under a right check",
            SID,
            SECRET.substring(0, 21) + "B"),
        lie(
            "secret-beyond-ascii",
            "a letter beyond ASCII under a right check",
            SID,
            "\u00e9" + SECRET.substring(1)));
  }

  private static List<Vector> foreign() {
    return List.of(
        refused("nothing", "no text", FOREIGN, ""),
        refused("words", "no link at all", FOREIGN, "hello"),
        refused("app-alone", "the app without an invite", FOREIGN, APP),
        refused("other-fragment", "a place in a page", FOREIGN, APP + "#about"),
        refused(
            "other-version", "a version that does not exist", FOREIGN, LINK.replace("#1.", "#2.")),
        refused(
            "version-10", "a version that begins with ours", FOREIGN, LINK.replace("#1.", "#10.")),
        refused("no-number-sign", "all parts, but no number sign", FOREIGN, LINK.replace("#", "")),
        refused(
            "two-number-signs",
            "a fragment before the fragment",
            FOREIGN,
            LINK.replace("#", "#a#")),
        refused(
            "percent-23-of-another",
            "an encoded number sign without our version",
            FOREIGN,
            APP + "%23about"));
  }

  private static List<Vector> rewritten() {
    return List.of(
        refused("percent-23", "the number sign encoded", REWRITTEN, LINK.replace("#", "%23")),
        refused(
            "percent-2523", "the number sign encoded twice", REWRITTEN, LINK.replace("#", "%2523")),
        refused("percent-23-cut", "encoded and cut", REWRITTEN, APP + "%231." + SID));
  }

  private static String checked(String covered) {
    byte[] hash = Hashes.sha256(Hashes.label("latchkey/link/v1"), covered.getBytes(UTF_8));
    return covered + "." + Base64Url.encode(Arrays.copyOf(hash, 3));
  }

  private static String flipped(String part) {
    return (part.startsWith("A") ? "B" : "A") + part.substring(1);
  }

  private static Vector ok(String name, String why, String text) {
    return Vector.ok(name, why, Map.of("text", text), Map.of("sid", SID, "secret", SECRET));
  }

  private static Vector cut(String name, int end) {
    return refused(name, "a link that was cut", INCOMPLETE, LINK.substring(0, end));
  }

  private static Vector lie(String name, String why, String sid, String secret) {
    return refused(name, why, DAMAGED, APP + "#" + checked("1." + sid + "." + secret));
  }

  private static Vector refused(String name, String why, String code, String text) {
    return Vector.refused(name, why, code, Map.of("text", text));
  }
}
