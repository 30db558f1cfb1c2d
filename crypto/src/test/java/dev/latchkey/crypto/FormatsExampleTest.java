package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.InviteLink;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementLog;
import dev.latchkey.crypto.seal.Covers;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameBody;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.seal.FrameLinks;
import dev.latchkey.crypto.seal.FrameSealer;
import dev.latchkey.crypto.seal.RunningHash;
import dev.latchkey.crypto.seal.SenderInstance;
import dev.latchkey.crypto.sign.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The example at the head of FORMATS.md is what the code makes of its inputs.
class FormatsExampleTest {
  private static final String BEGIN =
      "<!-- example:begin (compared with the code by FormatsExampleTest) -->\n";
  private static final String PAYLOAD = "{\"move\":\"e4\"}";
  private static final String END = "<!-- example:end -->";

  @Test
  void formatsMdShowsWhatTheCodeMakes() throws IOException {
    var path = Path.of(System.getProperty("latchkey.root"), "crypto", "FORMATS.md");
    var text = Files.readString(path);
    var shown = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    assertThat(shown).isEqualTo(example());
  }

  private static String example() {
    var host = SigningKey.fromSeed(filled(32, 0x01));
    var salt = Bytes.of(filled(16, 0x02));
    var session = SessionId.derive(host.verifyingKey(), salt);
    var secret = InviteSecret.of(Base64Url.encode(filled(16, 0x03)));
    var link = new InviteLink(session, secret).format("http://localhost:8080/j");
    var epochKey = EpochKey.of(filled(32, 0x04));
    var frame = frame(session, epochKey, host).encode();
    var commitmentAt = 40;
    var ciphertextAt = commitmentAt + 32;
    var signatureAt = frame.length - 64;
    return """
        A host whose signing key has the seed `01 … 01` gets the salt `02 … 02`, invites with the secret
        `03 … 03`, and with the epoch key `04 … 04` (epoch 1) and the instance `05 … 05` writes the text
        `{"move":"e4"}` as the first frame of channel 0: a conditional replace that covers nothing.

        ```
        host signing key  %s
        session ID        %s
        member ID (host)  %s
        link              %s
        invite ID         %s
        key commitment    %s    (epoch 1)
        L(0)              %s    (of an entry 0 with the text "entry")

        header            %s
        commitment        %s
        ciphertext        %s… (%d bytes: 256 padded, 16 tag)
        signature         %s
        h(1)              %s
        ```
        """
        .formatted(
            host.verifyingKey().bytes(),
            session.value(),
            MemberId.of(host.verifyingKey()).value(),
            link,
            InviteId.of(secret.signingKey(session).verifyingKey()).value(),
            epochKey.commitment(session, 1),
            StatementLog.next(session, StatementLog.start(), "entry"),
            hex(frame, 0, commitmentAt),
            Base64Url.encode(Arrays.copyOfRange(frame, commitmentAt, ciphertextAt)),
            hex(frame, ciphertextAt, ciphertextAt + 24),
            signatureAt - ciphertextAt,
            Base64Url.encode(Arrays.copyOfRange(frame, signatureAt, frame.length)),
            RunningHash.next(session, 0, RunningHash.start(), 1, frame));
  }

  private static Frame frame(SessionId session, EpochKey epochKey, SigningKey host) {
    var links =
        new FrameLinks(
            true,
            0,
            RunningHash.start(),
            StatementLog.next(session, StatementLog.start(), "entry"),
            0,
            Bytes.of(Hashes.sha256()));
    var covers = new Covers(0, RunningHash.start(), List.of());
    var body = new FrameBody(links, Optional.of(covers), Bytes.of(PAYLOAD.getBytes(UTF_8)));
    var instance = SenderInstance.begin(new Constant((byte) 0x05));
    return new FrameSealer(session, 1, epochKey, host, instance).seal(FrameKind.REPLACE, 0, body);
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }

  private static final class Constant extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte value;

    Constant(byte value) {
      this.value = value;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, value);
    }
  }
}
