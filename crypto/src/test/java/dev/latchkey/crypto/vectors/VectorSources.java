package dev.latchkey.crypto.vectors;

import dev.latchkey.crypto.JsonVectors;
import dev.latchkey.crypto.jws.JwsVectors;
import dev.latchkey.crypto.sign.KeyVectors;
import dev.latchkey.crypto.sign.SignatureVectors;
import dev.latchkey.crypto.token.DpopProofVectors;
import dev.latchkey.crypto.token.RefreshProofVectors;
import dev.latchkey.crypto.token.TokenVectors;
import java.util.List;

/// Every kind of vector there is.
final class VectorSources {
  static final List<VectorSource> ALL =
      List.of(
          new Base64UrlVectors(),
          new JsonVectors(),
          new KeyVectors(),
          new SignatureVectors(),
          new JwsVectors(),
          new TokenVectors(),
          new DpopProofVectors(),
          new RefreshProofVectors());

  private VectorSources() {}
}
