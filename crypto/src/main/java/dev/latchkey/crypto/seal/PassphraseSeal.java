package dev.latchkey.crypto.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Seals a small file by a passphrase, so that each guess costs 64 MiB and the time of three passes
/// over them. The costs are fixed: a file cannot ask for others. FORMATS.md §10.3.
///
/// `file = label ‖ u8(1) ‖ 16 salt ‖ 12 nonce ‖ AES-256-GCM(key, nonce, aad, padded content)`
public final class PassphraseSeal {
  public static final int MIN_PASSPHRASE_CHARS = 12;
  public static final int MAX_FILE_SIZE = 1_048_576;

  private static final byte VERSION = 1;
  private static final int SALT_SIZE = 16;
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int PASSES = 3;

  private final byte[] header;

  /// @param label ASCII, with which every file of this kind begins
  public PassphraseSeal(String label) {
    this.header = Bytes.concat(label.getBytes(US_ASCII), new byte[] {VERSION}).toByteArray();
  }

  /// Throws [FormatException] for a passphrase that is too short.
  public static void requireLongEnough(String passphrase) {
    if (passphrase.codePointCount(0, passphrase.length()) < MIN_PASSPHRASE_CHARS) {
      throw new FormatException(
          "passphrase: want at least " + MIN_PASSPHRASE_CHARS + " characters");
    }
  }

  /// Throws [FormatException] for a passphrase that is too short.
  public byte[] seal(String passphrase, byte[] content, SecureRandom random) {
    requireLongEnough(passphrase);
    byte[] salt = new byte[SALT_SIZE];
    random.nextBytes(salt);
    byte[] nonce = new byte[AesGcm.NONCE_SIZE];
    random.nextBytes(nonce);
    byte[] head = Bytes.concat(header, salt).toByteArray();
    byte[] key = key(passphrase, salt);
    byte[] padded = Padding.pad(content);
    try {
      return Bytes.concat(head, nonce, AesGcm.seal(key, nonce, head, padded)).toByteArray();
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(padded, (byte) 0);
    }
  }

  /// Throws [FormatException] for what is no file of this kind, and [OpenFailedException] for
  /// another passphrase or a damaged file.
  public byte[] open(String passphrase, byte[] file) {
    int saltEnd = header.length + SALT_SIZE;
    int nonceEnd = saltEnd + AesGcm.NONCE_SIZE;
    if (file.length <= nonceEnd
        || file.length > MAX_FILE_SIZE
        || !Arrays.equals(file, 0, header.length, header, 0, header.length)) {
      throw new FormatException("file: want one of this kind and version");
    }
    byte[] head = Arrays.copyOf(file, saltEnd);
    byte[] nonce = Arrays.copyOfRange(file, saltEnd, nonceEnd);
    byte[] key = key(passphrase, Arrays.copyOfRange(head, header.length, saltEnd));
    try {
      byte[] sealed = Arrays.copyOfRange(file, nonceEnd, file.length);
      return Padding.unpad(AesGcm.open(key, nonce, head, sealed));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /// The same passphrase is the same bytes, however a keyboard composes its letters.
  private static byte[] key(String passphrase, byte[] salt) {
    var argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] text = Normalizer.normalize(passphrase, Normalizer.Form.NFKC).getBytes(UTF_8);
    byte[] key = new byte[AesGcm.KEY_SIZE];
    try {
      argon2.generateBytes(text, key);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
    return key;
  }
}
