package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Seven emoji that two people compare to be sure that nobody stands between their devices.
/// FORMATS.md §10.1.
///
/// @param places of the seven in [#TABLE]
public record ShortAuthenticationString(List<Integer> places) {
  /// What one place is shown as, and what it is called over a telephone.
  public record Emoji(String symbol, String name) {
    private static Emoji parse(String text) {
      int space = text.indexOf(' ');
      return new Emoji(text.substring(0, space), text.substring(space + 1));
    }
  }

  /// The 64 emoji, by place.
  public static final List<Emoji> TABLE =
      Arrays.stream(
              """
              ⚓ anchor, 🍎 apple, 🎈 balloon, 🍌 banana, 🔔 bell, 🚲 bicycle, 📕 book, 🍞 bread
              🦋 butterfly, 🌵 cactus, 🎂 cake, 🥕 carrot, 🏰 castle, 🐱 cat, 🧀 cheese, ⏰ clock
              🦀 crab, 👑 crown, 💎 diamond, 🐶 dog, 🥁 drum, 🥚 egg, 🐘 elephant, 🔥 fire
              🐟 fish, 🏁 flag, 👻 ghost, 🎁 gift, 🌍 globe, 🍇 grapes, 🎸 guitar, 🔨 hammer
              💙 heart, 🐴 horse, 🔑 key, 🍋 lemon, 🦁 lion, 🧲 magnet, 🌙 moon, 🍄 mushroom
              🐙 octopus, 🦉 owl, 🐼 panda, 🐧 penguin, 📞 phone, 🎹 piano, 🐷 pig, 🍕 pizza
              🐰 rabbit, 🌈 rainbow, 🤖 robot, 🚀 rocket, 🚢 ship, 👟 shoe, ⛄ snowman, ⭐ star
              ⛺ tent, 🚂 train, 🌳 tree, 🏆 trophy, 🎺 trumpet, 🌷 tulip, 🐢 turtle, ☔ umbrella
              """
                  .split(", |\\R"))
          .map(Emoji::parse)
          .toList();

  private static final byte[] KNOCK = Hashes.label("latchkey/sas/v1");
  private static final byte[] MEMBERS = Hashes.label("latchkey/sas-members/v1");
  private static final byte[] COMMITMENT = Hashes.label("latchkey/sas-commit/v1");
  private static final int LENGTH = 7;
  private static final int BITS = 6;
  private static final int NONCE_BYTES = 16;
  private static final int HASH_BYTES = 32;

  public ShortAuthenticationString {
    places = List.copyOf(places);
  }

  /// Of a host and a joiner.
  ///
  /// @param host the signing key of the host that signed the knock
  /// @param entry the hash of the joiner's member entry
  /// @param nonce that of the knock
  /// @throws FormatException if the hash is not 32 bytes or the nonce not 16
  public static ShortAuthenticationString ofKnock(
      SessionId sid, VerifyingKey host, Bytes entry, Bytes nonce) {
    return of(KNOCK, sid, host.bytes(), sized(entry, HASH_BYTES), sized(nonce, NONCE_BYTES));
  }

  /// Of two members, the first of whom asked the other.
  ///
  /// @throws FormatException if a nonce is not 16 bytes
  public static ShortAuthenticationString ofMembers(
      SessionId sid, VerifyingKey asking, VerifyingKey asked, Bytes askingNonce, Bytes askedNonce) {
    return of(
        MEMBERS,
        sid,
        asking.bytes(),
        asked.bytes(),
        sized(askingNonce, NONCE_BYTES),
        sized(askedNonce, NONCE_BYTES));
  }

  /// What `by` sends to `towards` before it may know the nonce of the other one.
  ///
  /// @throws FormatException if the nonce is not 16 bytes
  public static Bytes commitment(
      SessionId sid, VerifyingKey by, VerifyingKey towards, Bytes nonce) {
    return Bytes.of(hash(COMMITMENT, sid, by.bytes(), towards.bytes(), sized(nonce, NONCE_BYTES)));
  }

  /// The seven, in their order.
  public List<Emoji> emoji() {
    return places.stream().map(TABLE::get).toList();
  }

  private static ShortAuthenticationString of(byte[] label, SessionId sid, Bytes... parts) {
    long bits = ByteBuffer.wrap(hash(label, sid, parts)).getLong();
    return new ShortAuthenticationString(
        IntStream.rangeClosed(1, LENGTH)
            .mapToObj(i -> (int) (bits >>> (Long.SIZE - i * BITS)) & ((1 << BITS) - 1))
            .toList());
  }

  private static byte[] hash(byte[] label, SessionId sid, Bytes... parts) {
    byte[][] rest = Arrays.stream(parts).map(Bytes::toByteArray).toArray(byte[][]::new);
    return Hashes.sha256(label, sid.raw(), Bytes.concat(rest).toByteArray());
  }

  private static Bytes sized(Bytes bytes, int size) {
    if (bytes.size() != size) {
      throw new FormatException("want " + size + " bytes");
    }
    return bytes;
  }
}
