package dev.latchkey.crypto.fuzz;

import dev.latchkey.crypto.Base64UrlTarget;
import dev.latchkey.crypto.StrictJsonTarget;
import dev.latchkey.crypto.jws.JwsHeaderTarget;
import dev.latchkey.crypto.jws.JwsTarget;
import dev.latchkey.crypto.ledger.LedgerEntryTarget;
import dev.latchkey.crypto.ledger.LedgerVerifierTarget;
import dev.latchkey.crypto.ledger.NoteTarget;
import dev.latchkey.crypto.roster.FoldTarget;
import dev.latchkey.crypto.roster.IdTextTarget;
import dev.latchkey.crypto.roster.LinkTarget;
import dev.latchkey.crypto.roster.StatementPayloadTarget;
import dev.latchkey.crypto.roster.StatementTarget;
import dev.latchkey.crypto.seal.FrameBodyTarget;
import dev.latchkey.crypto.seal.FrameTarget;
import dev.latchkey.crypto.seal.PaddingTarget;
import dev.latchkey.crypto.seal.SealedBodyTarget;
import dev.latchkey.crypto.seal.SealedTextTarget;
import dev.latchkey.crypto.seal.WrapTarget;
import dev.latchkey.crypto.sign.VerifyingKeyTarget;
import dev.latchkey.crypto.token.DpopClaimsTarget;
import dev.latchkey.crypto.token.RefreshClaimsTarget;
import dev.latchkey.crypto.token.TokenClaimsTarget;
import dev.latchkey.crypto.token.TokenTarget;
import dev.latchkey.crypto.wrap.WrapPublicKeyTarget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FuzzTargetsTest {
  @TestFactory
  Stream<DynamicTest> whatIsNotRefusedMeansOneThing() {
    return FuzzTests.of(
        "crypto",
        List.of(
            new Base64UrlTarget(),
            new StrictJsonTarget(),
            new VerifyingKeyTarget(),
            new WrapPublicKeyTarget(),
            new JwsTarget(),
            new JwsHeaderTarget(),
            new TokenTarget(),
            new TokenClaimsTarget(),
            new DpopClaimsTarget(),
            new RefreshClaimsTarget(),
            new IdTextTarget(),
            new LinkTarget(),
            new StatementTarget(),
            new StatementPayloadTarget(),
            new FoldTarget(),
            new FrameTarget(),
            new FrameBodyTarget(),
            new PaddingTarget(),
            new SealedBodyTarget(),
            new SealedTextTarget(),
            new WrapTarget(),
            new LedgerEntryTarget(),
            new LedgerVerifierTarget(),
            new NoteTarget()));
  }
}
