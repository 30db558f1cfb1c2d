package dev.latchkey.crypto.vectors;

import dev.latchkey.crypto.JsonVectors;
import java.util.List;

/// Every kind of vector there is.
final class VectorSources {
  static final List<VectorSource> ALL = List.of(new Base64UrlVectors(), new JsonVectors());

  private VectorSources() {}
}
