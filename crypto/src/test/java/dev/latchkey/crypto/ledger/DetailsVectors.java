package dev.latchkey.crypto.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What stands beside an entry, and what the entry has in its place.
public final class DetailsVectors implements VectorSource {
  private static final String FORMAT = "format";
  private static final Bytes SALT = Bytes.of(SeededRandom.bytes("salt", Details.SALT_BYTES));
  private static final String BROWSER = "Firefox, Linux";
  private static final String NETWORK = "203.0.113.0/24";

  @Override
  public String kind() {
    return "ledger-details";
  }

  @Override
  public Set<String> refusals() {
    return Set.of(FORMAT);
  }

  @Override
  public Answer answer(JsonNode in) {
    return answer(Fields.text(in, "text"), Fields.value(in, "salt"));
  }

  @Override
  public List<Vector> vectors() {
    return Stream.of(good(), networks(), browsers(), texts()).flatMap(List::stream).toList();
  }

  private static List<Vector> good() {
    var salt = Bytes.of(SeededRandom.bytes("another salt", Details.SALT_BYTES));
    return List.of(
        ok("nothing", "neither is recorded", text("", "")),
        ok("ipv4", "the first three parts of an IPv4 address", text(NETWORK, BROWSER)),
        ok("ipv4-largest", "the last of them", text("255.255.255.0/24", BROWSER)),
        ok("ipv4-zero", "the first of them", text("0.0.0.0/24", BROWSER)),
        ok("ipv6", "the first three groups of an IPv6 address", text("2001:db8:1::/48", BROWSER)),
        ok("ipv6-one-group", "the second and third are zero", text("2001::/48", BROWSER)),
        ok("ipv6-zero-inside", "the second is zero", text("2001:0:1::/48", BROWSER)),
        ok("ipv6-zero", "all three are zero", text("::/48", BROWSER)),
        ok("keyed", "a keyed hash", text("~AbCdEfGhIjKlMnOpQr-_01", "Chrome, Android")),
        ok("browser-other", "neither family nor system is known", text("", "other, other")),
        ok("node", "a client that is no browser", text("", "Node, Windows")),
        Vector.ok(
            "another-salt",
            "the same details under another commitment",
            in(text(NETWORK, BROWSER), salt),
            answer(text(NETWORK, BROWSER), salt).out()));
  }

  private static List<Vector> networks() {
    var networks =
        List.of(
            "203.0.113.7",
            "203.0.113.7/24",
            "203.0.113.0/16",
            "203.0.256.0/24",
            "203.00.113.0/24",
            "2001:db8:1:2::/48",
            "2001:db8:1::/64",
            "2001:DB8:1::/48",
            "2001:0db8:1::/48",
            "2001:db8:0::/48",
            "::ffff:203.0.113.0/48",
            "~AbCdEfGhIjKlMnOpQr-_0",
            "example.org");
    return IntStream.range(0, networks.size())
        .mapToObj(
            i ->
                refused(
                    "network-" + (i + 1),
                    "a network of another form",
                    text(networks.get(i), BROWSER)))
        .toList();
  }

  private static List<Vector> browsers() {
    return List.of(
        refused("browser-version", "a version", text(NETWORK, "Firefox 140, Linux")),
        refused("browser-unknown", "a family that has another name", text(NETWORK, "Opera, Linux")),
        refused("browser-alone", "a family without a system", text(NETWORK, "Firefox")),
        refused("browser-case", "another spelling", text(NETWORK, "firefox, linux")));
  }

  private static List<Vector> texts() {
    return List.of(
        refused("empty", "nothing", ""),
        refused("space", "a space", text(NETWORK, BROWSER).replace(":\"Fire", ": \"Fire")),
        refused(
            "escape", "a letter as an escape", text(NETWORK, BROWSER).replace("Fi", "\\u0046i")),
        refused(
            "members-swapped",
            "the browser first",
            "{\"browser\":\"" + BROWSER + "\",\"network\":\"" + NETWORK + "\"}"),
        refused("member-missing", "no browser", "{\"network\":\"" + NETWORK + "\"}"),
        refused(
            "member-unknown",
            "a member too many",
            text(NETWORK, BROWSER).replace("}", ",\"name\":\"Ben\"}")),
        Vector.refused(
            "salt-short",
            "a salt of 15 bytes",
            FORMAT,
            in(text(NETWORK, BROWSER), Bytes.of(new byte[15]))),
        Vector.refused(
            "salt-missing",
            "no salt, so that the network could be guessed",
            FORMAT,
            in(text(NETWORK, BROWSER), Bytes.of(new byte[0]))));
  }

  private static Vector ok(String name, String why, String text) {
    return Vector.ok(name, why, in(text, SALT), answer(text, SALT).out());
  }

  private static Vector refused(String name, String why, String text) {
    return Vector.refused(name, why, FORMAT, in(text, SALT));
  }

  private static Map<String, ?> in(String text, Bytes salt) {
    return Map.of("text", text, "salt", salt.toString());
  }

  private static String text(String network, String browser) {
    return "{\"network\":\"" + network + "\",\"browser\":\"" + browser + "\"}";
  }

  private static Answer answer(String text, Bytes salt) {
    try {
      var details = Details.parse(text);
      var out = new LinkedHashMap<String, Object>();
      out.put("network", details.network());
      out.put("browser", details.browser());
      out.put("commitment", details.commitment(salt).toString());
      return Answer.ok(out);
    } catch (FormatException e) {
      return Answer.refused(FORMAT);
    }
  }
}
