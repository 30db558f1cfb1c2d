package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.json;
import static dev.latchkey.crypto.token.ForgedToken.quoted;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Header and claims are well-formed UTF-8 of whole characters, or the token is refused. As in
/// [TokenJsonVariantsTest], two kinds stand for all.
class TokenEncodingVariantsTest {
  private static final String MARK = "@@";

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void onlyUtf8IsTaken(ForgedToken kind) {
    var claims = new ArrayList<byte[]>();
    var headers = new ArrayList<byte[]>();
    for (var hex :
        List.of(
            "c080",
            "c0af",
            "c1bf",
            "e080af",
            "e09f80",
            "f08080af",
            "f8888080af",
            "fc8480808080",
            "eda080",
            "edb080",
            "edbfbf",
            "eda0bdedb880",
            "f4908080",
            "f5808080",
            "80",
            "bf",
            "c3",
            "e282",
            "f09f98",
            "c328",
            "e28228",
            "f0288c28",
            "fe",
            "ff",
            "feff",
            "fffe")) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      claims.add(replaced(json(kind.claimsWith("note", quoted(MARK))), bytes));
      claims.add(replaced(json(kind.claimsWith(MARK, "1")), bytes));
      claims.add(replaced(json(kind.claimsWith("note", "[{\"a\":" + quoted(MARK) + "}]")), bytes));
      claims.add(replaced(MARK + json(kind.claims()), bytes));
      claims.add(replaced(json(kind.claims()) + MARK, bytes));
      headers.add(replaced(json(kind.headerWith("typ", quoted(kind.typ() + MARK))), bytes));
      headers.add(replaced(json(kind.headerWith(MARK, "1")), bytes));
      headers.add(replaced(MARK + json(kind.header()), bytes));
      headers.add(replaced(json(kind.header()) + MARK, bytes));
    }
    for (var charset : List.of(UTF_16, UTF_16BE, UTF_16LE, UTF_32BE, UTF_32LE)) {
      claims.add(json(kind.claims()).getBytes(charset));
      headers.add(json(kind.header()).getBytes(charset));
    }
    claims.add(json(kind.claimsWith("note", "\"\u00e9\"")).getBytes(ISO_8859_1));
    for (var mark : List.of("\ufeff", "\ufeff\ufeff", " \ufeff", "\ufffe")) {
      claims.add((mark + json(kind.claims())).getBytes(UTF_8));
      claims.add((json(kind.claims()) + mark).getBytes(UTF_8));
      claims.add(json(kind.claims()).replaceFirst("\\{", "{" + mark).getBytes(UTF_8));
      headers.add((mark + json(kind.header())).getBytes(UTF_8));
      headers.add((json(kind.header()) + mark).getBytes(UTF_8));
    }

    kind.refuses("other encodings", Reason.CLAIMS, claims.stream().map(kind::signClaims).toList());
    kind.refuses(
        "other encodings of the header",
        Reason.MALFORMED,
        headers.stream().map(kind::signHeader).toList());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void noSurrogateStandsAlone(ForgedToken kind) {
    var claims = new ArrayList<String>();
    var headers = new ArrayList<String>();
    for (var lone :
        List.of(
            "\\ud800",
            "\\uDBFF",
            "\\udc00",
            "\\uDFFF",
            "\\udc00\\ud800",
            "\\ud800\\ud800",
            "\\ud83dx",
            "x\\ude00",
            "\\ud83d\\u0041",
            "\\ud83d\\\\ude00",
            "\\ud83d\\ude00\\ud83d")) {
      claims.add(json(kind.claimsWith("note", quoted(lone))));
      claims.add(json(kind.claimsWith(lone, "1")));
      claims.add(json(kind.claimsWith("note", "{\"a\":[{" + quoted(lone) + ":1}]}")));
      headers.add(json(kind.headerWith("typ", quoted(lone))));
      headers.add(json(kind.headerWith(lone, "1")));
    }

    kind.refuses("lone surrogates", Reason.CLAIMS, claims.stream().map(kind::signClaims).toList());
    kind.refuses(
        "lone surrogates in the header",
        Reason.MALFORMED,
        headers.stream().map(kind::signHeader).toList());
  }

  private static byte[] replaced(String json, byte[] bytes) {
    int place = json.indexOf(MARK);
    return Bytes.concat(
            json.substring(0, place).getBytes(UTF_8),
            bytes,
            json.substring(place + MARK.length()).getBytes(UTF_8))
        .toByteArray();
  }
}
