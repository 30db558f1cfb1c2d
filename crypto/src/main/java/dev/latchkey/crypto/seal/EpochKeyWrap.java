package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.wrap.HpkeWrap;
import dev.latchkey.crypto.wrap.OpenFailedException;
import dev.latchkey.crypto.wrap.WrapKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// The place of one wrapped epoch key: a wrap made for it opens at no other session, epoch, kind of
/// recipient or recipient. 1,168 bytes. FORMATS.md §8.
public record EpochKeyWrap(SessionId session, int epoch, RecipientKind kind, PublicKeys recipient) {
  public static final int SIZE = HpkeWrap.ENCAPSULATION_SIZE + EpochKey.SIZE + HpkeWrap.TAG_SIZE;

  private static final byte[] LABEL = Hashes.label("latchkey/wrap/v1");

  public enum RecipientKind {
    MEMBER(1),
    INVITE(2);

    private final int wire;

    RecipientKind(int wire) {
      this.wire = wire;
    }
  }

  public byte[] seal(EpochKey key, SecureRandom random) {
    byte[] exposed = key.expose();
    try {
      return HpkeWrap.seal(recipient.wrapKey(), info(), exposed, random);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  /// Opens a wrap, whoever made it: only the key that a host committed to in a folded `change` of
  /// this epoch comes out. Throws [OpenFailedException] otherwise.
  public EpochKey open(WrapKey opener, byte[] wrap, Bytes commitment) {
    if (wrap.length != SIZE) {
      throw new OpenFailedException();
    }
    byte[] exposed = HpkeWrap.open(opener, info(), wrap);
    try {
      EpochKey key = EpochKey.of(exposed);
      if (!key.commitment(session, epoch).equals(commitment)) {
        key.close();
        throw new OpenFailedException();
      }
      return key;
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  byte[] info() {
    byte[] place =
        ByteBuffer.allocate(Integer.BYTES + 1).putInt(epoch).put((byte) kind.wire).array();
    return Bytes.concat(LABEL, session.raw(), place, recipient.encode()).toByteArray();
  }
}
