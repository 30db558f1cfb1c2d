package dev.latchkey.broker.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// Reads a log of tiles as somebody would who has nothing but C2SP tlog-tiles, RFC 6962 and this
/// JDK: no class of ours is used.
public final class TileReader {
  private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Function<String, byte[]> get;

  /// @param get the body at a path below the log's address
  public TileReader(Function<String, byte[]> get) {
    this.get = get;
  }

  /// What a checkpoint says, once its signature is verified.
  public record Head(String origin, long size, byte[] root) {}

  /// Reads the checkpoint and verifies the signature of this key, of the form `name+id+base64`.
  public Head head(String vkey) {
    var note = new String(get.apply("checkpoint"), UTF_8);
    var body = note.substring(0, note.indexOf("\n\n") + 1);
    var parts = vkey.split("\\+", 3);
    var typed = Base64.getDecoder().decode(parts[2]);
    var line =
        note.lines().filter(it -> it.startsWith("— " + parts[0] + " ")).findFirst().orElseThrow();
    byte[] signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
    byte[] id = Arrays.copyOf(sha256(concat((parts[0] + "\n").getBytes(UTF_8), typed)), 4);
    require(Arrays.equals(id, Arrays.copyOf(signature, 4)), "key ID");
    require(parts[1].equals(HexFormat.of().formatHex(id)), "key ID of the vkey");
    require(
        verifies(
            Arrays.copyOfRange(typed, 1, typed.length),
            body.getBytes(UTF_8),
            Arrays.copyOfRange(signature, 4, signature.length)),
        "signature");
    var lines = body.lines().toList();
    return new Head(
        lines.get(0), Long.parseLong(lines.get(1)), Base64.getDecoder().decode(lines.get(2)));
  }

  /// All entries of a log of this size, from its bundles.
  public List<byte[]> entries(long size) {
    var entries = new ArrayList<byte[]>();
    for (var tile : tiles(size, "entries")) {
      var bundle = ByteBuffer.wrap(tile);
      while (bundle.hasRemaining()) {
        byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
        bundle.get(entry);
        entries.add(entry);
      }
    }
    return entries;
  }

  /// The root of a log of this size from its tiles, after checking the hashes of each level against
  /// the one below.
  public byte[] root(long size) {
    List<byte[]> below = List.of();
    var perfect = new ArrayList<byte[]>(); // the largest perfect subtrees, from the right
    int level = 0;
    for (long width = size; width > 0; width /= 256, level++) {
      var hashes = new ArrayList<byte[]>();
      for (var tile : tiles(width, String.valueOf(level))) {
        for (int at = 0; at < tile.length; at += 32) {
          hashes.add(Arrays.copyOfRange(tile, at, at + 32));
        }
      }
      require(hashes.size() == width, "width of level " + level);
      for (int i = 0; level > 0 && i < width; i++) {
        byte[] expected = root(below.subList(i * 256, (i + 1) * 256));
        require(Arrays.equals(hashes.get(i), expected), "level " + level);
      }
      int end = hashes.size();
      for (int rest = end % 256; rest > 0; rest &= rest - 1) {
        int count = Integer.lowestOneBit(rest);
        perfect.add(root(hashes.subList(end - count, end)));
        end -= count;
      }
      below = hashes;
    }
    byte[] root = perfect.getFirst();
    for (var left : perfect.subList(1, perfect.size())) {
      root = sha256(concat(new byte[] {1}, left, root));
    }
    return root;
  }

  /// The same from the entries alone.
  public static byte[] rootOf(List<byte[]> entries) {
    return root(entries.stream().map(it -> sha256(concat(new byte[] {0}, it))).toList());
  }

  private List<byte[]> tiles(long width, String level) {
    var tiles = new ArrayList<byte[]>();
    for (long number = 0; number < width / 256; number++) {
      tiles.add(get.apply("tile/" + level + "/" + name(number)));
    }
    if (width % 256 > 0) {
      tiles.add(get.apply("tile/" + level + "/" + name(width / 256) + ".p/" + width % 256));
    }
    return tiles;
  }

  private static String name(long number) {
    var name = "%03d".formatted(number % 1_000);
    for (long rest = number / 1_000; rest > 0; rest /= 1_000) {
      name = "x%03d/%s".formatted(rest % 1_000, name);
    }
    return name;
  }

  /// RFC 6962 §2.1, as it stands there.
  private static byte[] root(List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int left = Integer.highestOneBit(hashes.size() - 1);
    return sha256(
        concat(
            new byte[] {1},
            root(hashes.subList(0, left)),
            root(hashes.subList(left, hashes.size()))));
  }

  private static boolean verifies(byte[] key, byte[] message, byte[] signature) {
    try {
      var spec = new X509EncodedKeySpec(concat(ED25519_HEAD, key));
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(spec));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] concat(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    for (var part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("the log is wrong in its " + what);
    }
  }
}
