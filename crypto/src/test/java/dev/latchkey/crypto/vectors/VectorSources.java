package dev.latchkey.crypto.vectors;

import dev.latchkey.crypto.JsonVectors;
import dev.latchkey.crypto.jws.JwsVectors;
import dev.latchkey.crypto.ledger.ActsVectors;
import dev.latchkey.crypto.ledger.DetailsVectors;
import dev.latchkey.crypto.ledger.EntryVectors;
import dev.latchkey.crypto.ledger.ExportVectors;
import dev.latchkey.crypto.roster.EmojiVectors;
import dev.latchkey.crypto.roster.FoldVectors;
import dev.latchkey.crypto.roster.IdTextVectors;
import dev.latchkey.crypto.roster.IdVectors;
import dev.latchkey.crypto.roster.InviteKeysVectors;
import dev.latchkey.crypto.roster.LinkVectors;
import dev.latchkey.crypto.roster.PositionVectors;
import dev.latchkey.crypto.roster.StatementVectors;
import dev.latchkey.crypto.seal.BodyVectors;
import dev.latchkey.crypto.seal.CommitmentVectors;
import dev.latchkey.crypto.seal.FrameVectors;
import dev.latchkey.crypto.seal.PaddedSizeVectors;
import dev.latchkey.crypto.seal.PaddingVectors;
import dev.latchkey.crypto.seal.RunningHashVectors;
import dev.latchkey.crypto.seal.TextVectors;
import dev.latchkey.crypto.seal.WrapVectors;
import dev.latchkey.crypto.sign.KeyVectors;
import dev.latchkey.crypto.sign.SignatureVectors;
import dev.latchkey.crypto.token.DpopProofVectors;
import dev.latchkey.crypto.token.HelloProofVectors;
import dev.latchkey.crypto.token.RefreshProofVectors;
import dev.latchkey.crypto.token.TokenVectors;
import dev.latchkey.crypto.wrap.WrapKeyVectors;
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
          new RefreshProofVectors(),
          new HelloProofVectors(),
          new IdVectors(),
          new IdTextVectors(),
          new InviteKeysVectors(),
          new LinkVectors(),
          new WrapKeyVectors(),
          new WrapVectors(),
          new TextVectors(),
          new CommitmentVectors(),
          new PaddingVectors(),
          new PaddedSizeVectors(),
          new FrameVectors(),
          new BodyVectors(),
          new RunningHashVectors(),
          new StatementVectors(),
          new FoldVectors(),
          new PositionVectors(),
          new EmojiVectors(),
          new EntryVectors(),
          new DetailsVectors(),
          new ActsVectors(),
          new ExportVectors());

  private VectorSources() {}
}
