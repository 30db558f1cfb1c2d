package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.wrap.HpkeWrap;
import dev.latchkey.crypto.wrap.OpenFailedException;
import dev.latchkey.crypto.wrap.WrapKey;
import java.security.SecureRandom;

/// The place of one text that travels with an invite: sealed for it, the text opens at no other.
/// FORMATS.md §8.
public sealed interface SealedText {
  SessionId session();

  InviteId invite();

  /// Whose wrap key opens the text.
  PublicKeys recipient();

  /// Whom the invite is for: the inviting host's note to itself.
  record Label(SessionId session, InviteId invite, PublicKeys recipient) implements SealedText {}

  /// What the holder of the link reads before joining; the recipient is the invite.
  record Preview(SessionId session, InviteId invite, PublicKeys recipient) implements SealedText {}

  /// What a joiner calls themself, told to the inviting host.
  record Name(SessionId session, InviteId invite, PublicKeys joiner, PublicKeys recipient)
      implements SealedText {}

  /// What HPKE binds the text to.
  default byte[] info() {
    byte[] label =
        switch (this) {
          case Label _ -> Hashes.label("latchkey/label/v1");
          case Preview _ -> Hashes.label("latchkey/preview/v1");
          case Name _ -> Hashes.label("latchkey/name/v1");
        };
    byte[] context =
        switch (this) {
          case Label _, Preview _ -> new byte[0];
          case Name name -> name.joiner().encode();
        };
    return Bytes.concat(label, session().raw(), invite().raw(), context, recipient().encode())
        .toByteArray();
  }

  default byte[] seal(byte[] utf8, SecureRandom random) {
    return HpkeWrap.seal(recipient().wrapKey(), info(), Padding.pad(utf8), random);
  }

  /// Throws [OpenFailedException] for any other place, key or byte than was sealed.
  default byte[] open(WrapKey opener, byte[] sealed) {
    byte[] padded = HpkeWrap.open(opener, info(), sealed);
    try {
      return Padding.unpad(padded);
    } catch (FormatException e) {
      throw new OpenFailedException();
    }
  }
}
