package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.roster.Statement.RoleChange;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The values that statements are made of, by the name of their member. Each accessor throws
/// [FormatException] for a value of another type or beyond its bounds. FORMATS.md §7.
record StatementFields(JsonObject json) {
  private static final int HASH_BYTES = 32;
  private static final Pattern ORIGIN = Pattern.compile("[!-~]{1,255}");
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{16,256}");

  static void require(boolean holds, String wanted) {
    if (!holds) {
      throw new FormatException(wanted);
    }
  }

  SessionId sid() {
    return new SessionId(json.string("sid"));
  }

  InviteId iid() {
    return new InviteId(json.string("iid"));
  }

  MemberId mid() {
    return new MemberId(json.string("mid"));
  }

  Role role() {
    return Role.fromWire(json.string("role"));
  }

  VerifyingKey signingKey() {
    return verifyingKey("signingKey");
  }

  VerifyingKey verifyingKey(String name) {
    return new VerifyingKey(bytes(name, VerifyingKey.SIZE));
  }

  WrapPublicKey wrapKey() {
    return new WrapPublicKey(bytes("wrapKey", WrapPublicKey.SIZE));
  }

  String origin() {
    return matching("origin", ORIGIN, "1 to 255 visible ASCII characters");
  }

  String challenge() {
    return matching("challenge", CHALLENGE, "16 to 256 base64url characters");
  }

  Bytes hash(String name) {
    return bytes(name, HASH_BYTES);
  }

  Bytes bytes(String name, int size) {
    return Bytes.of(Base64Url.decode(json.string(name), size));
  }

  List<MemberId> memberIds(String name) {
    return distinct(name, json.strings(name), MemberId::new);
  }

  List<InviteId> inviteIds(String name) {
    return distinct(name, json.strings(name), InviteId::new);
  }

  List<RoleChange> roles() {
    var roles = json.objects("roles").stream().map(StatementFields::roleChange).toList();
    distinct("roles", roles, RoleChange::mid);
    return roles;
  }

  /// In strictly ascending order of their channels.
  List<ChannelHead> heads(String name) {
    var heads = json.objects(name).stream().map(StatementFields::head).toList();
    require(
        IntStream.range(1, heads.size())
            .allMatch(i -> heads.get(i - 1).channel() < heads.get(i).channel()),
        name + ": want ascending channels");
    return heads;
  }

  TreeHead checkpoint() {
    var json = json().object("checkpoint").requireExactly(Set.of("size", "root"));
    return new TreeHead(json.integer("size"), new StatementFields(json).hash("root"));
  }

  private static RoleChange roleChange(JsonObject json) {
    var fields = new StatementFields(json.requireExactly(Set.of("mid", "role")));
    return new RoleChange(fields.mid(), fields.role());
  }

  private static ChannelHead head(JsonObject json) {
    json.requireExactly(Set.of("channel", "head", "hash"));
    long channel = json.integer("channel");
    require(channel <= ChannelHead.MAX_CHANNEL, "channel: want 0 to 255");
    return new ChannelHead(
        (int) channel, json.integer("head"), new StatementFields(json).hash("hash"));
  }

  private String matching(String name, Pattern pattern, String wanted) {
    var text = json.string(name);
    require(pattern.matcher(text).matches(), name + ": want " + wanted);
    return text;
  }

  private static <S, T> List<T> distinct(String name, List<S> items, Function<S, T> id) {
    var ids = items.stream().map(id).toList();
    require(new HashSet<>(ids).size() == ids.size(), name + ": want no duplicates");
    return ids;
  }
}
