package dev.latchkey.crypto.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/// The vectors of one kind: makes them, and answers them with the code under test.
public interface VectorSource {
  /// The name of the folder.
  String kind();

  /// What `expect` may say besides `ok`.
  Set<String> refusals();

  /// The same ones at every call; randomness comes from fixed seeds.
  List<Vector> vectors();

  /// The answer of the code under test, which knows nothing but `in`.
  Answer answer(JsonNode in);
}
