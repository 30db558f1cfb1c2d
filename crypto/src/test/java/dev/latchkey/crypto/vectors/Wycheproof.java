package dev.latchkey.crypto.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// One case of a Wycheproof file, with the group that it stands in.
public record Wycheproof(JsonNode group, JsonNode test) {
  public static List<Wycheproof> read(String file) throws IOException {
    var cases = new ArrayList<Wycheproof>();
    for (var group : ExternalVectors.json("wycheproof/" + file).path("testGroups")) {
      for (var test : group.path("tests")) {
        cases.add(new Wycheproof(group, test));
      }
    }
    return cases;
  }

  public boolean isValid() {
    return test.required("result").textValue().equals("valid");
  }

  public boolean hasFlag(String flag) {
    for (var one : test.required("flags")) {
      if (one.textValue().equals(flag)) {
        return true;
      }
    }
    return false;
  }

  public byte[] hex(String name) {
    return HexFormat.of().parseHex(test.required(name).textValue());
  }

  @Override
  public String toString() {
    return "tcId " + test.required("tcId") + ", " + test.path("comment").asText();
  }
}
