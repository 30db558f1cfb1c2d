package dev.latchkey.crypto.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sizes alone, where the bytes would only fill the file.
public final class PaddedSizeVectors implements VectorSource {
  @Override
  public String kind() {
    return "padded-size";
  }

  @Override
  public Set<String> refusals() {
    return Set.of();
  }

  @Override
  public Answer answer(JsonNode in) {
    return Answer.ok(Map.of("padded", Padding.pad(new byte[Fields.integer(in, "data")]).length));
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok(0, 256),
        ok(252, 256),
        ok(253, 272),
        ok(1_020, 1_024),
        ok(1_021, 1_088),
        ok(4_092, 4_096),
        ok(4_093, 4_352),
        ok(65_532, 65_536),
        ok(65_533, 67_584),
        ok(131_068, 131_072),
        ok(131_069, 135_168),
        ok(258_044, 258_048),
        ok(258_045, 262_144));
  }

  private static Vector ok(int data, int padded) {
    return Vector.ok(
        "data-" + data,
        data + " bytes take " + padded,
        Map.of("data", data),
        Map.of("padded", padded));
  }
}
