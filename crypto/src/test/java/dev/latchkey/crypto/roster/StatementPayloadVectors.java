package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.Specimens.forgery;
import static dev.latchkey.crypto.roster.StatementKind.CHANGE;
import static dev.latchkey.crypto.roster.StatementKind.COMPARED;
import static dev.latchkey.crypto.roster.StatementKind.FREEZE;
import static dev.latchkey.crypto.roster.StatementKind.GENESIS;
import static dev.latchkey.crypto.roster.StatementKind.INVITE;
import static dev.latchkey.crypto.roster.StatementKind.JOIN;
import static dev.latchkey.crypto.roster.StatementKind.KNOCK;
import static dev.latchkey.crypto.roster.StatementKind.MOVE;
import static dev.latchkey.crypto.roster.StatementKind.REVOKE;
import static dev.latchkey.crypto.roster.StatementVectors.ok;
import static dev.latchkey.crypto.roster.StatementVectors.refused;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What the members of a payload may hold.
final class StatementPayloadVectors {
  private StatementPayloadVectors() {}

  static List<Vector> all() {
    return Stream.of(values(), lists()).flatMap(List::stream).toList();
  }

  private static List<Vector> values() {
    return List.of(
        refused(
            "n-float",
            "a number that is no integer",
            forgery(FREEZE).edit(json -> json.put("n", 7.5))),
        refused("n-string", "a number as string", forgery(FREEZE).edit(json -> json.put("n", "7"))),
        refused("n-too-large", "2^53", forgery(FREEZE).edit(json -> json.put("n", 1L << 53))),
        refused(
            "on-number",
            "a number for a truth value",
            forgery(FREEZE).edit(json -> json.put("on", 1))),
        refused(
            "match-number",
            "a number for whether the emoji matched",
            forgery(COMPARED).edit(json -> json.put("match", 1))),
        refused(
            "genesis-n",
            "a genesis with a number",
            forgery(GENESIS).edit(json -> json.put("n", 1))),
        refused("suite-unknown", "suite 2", forgery(GENESIS).edit(json -> json.put("suite", 2))),
        refused(
            "salt-short",
            "a salt of 15 bytes",
            forgery(GENESIS).edit(json -> json.put("salt", bytes(15)))),
        refused(
            "ledger-key-identity",
            "the identity as ledger key",
            forgery(GENESIS).edit(json -> json.put("ledgerKey", identity()))),
        refused(
            "signing-key-identity",
            "the identity as signing key",
            forgery(JOIN).edit(json -> json.put("signingKey", identity()))),
        refused(
            "signing-key-long",
            "a signing key of 33 bytes",
            forgery(MOVE).edit(json -> json.put("signingKey", bytes(33)))),
        refused(
            "wrap-key-unreduced",
            "a wrap key with a coefficient that is not reduced",
            forgery(JOIN).edit(json -> json.put("wrapKey", unreduced()))),
        refused(
            "wrap-key-short",
            "half a wrap key",
            forgery(INVITE).edit(json -> json.put("wrapKey", bytes(608)))),
        refused(
            "origin-empty",
            "an empty origin",
            forgery(GENESIS).edit(json -> json.put("origin", ""))),
        refused(
            "origin-long",
            "an origin of 256 characters",
            forgery(JOIN).edit(json -> json.put("origin", "o".repeat(256)))),
        refused(
            "origin-space",
            "a space in the origin",
            forgery(JOIN).edit(json -> json.put("origin", "https://broker example"))),
        refused(
            "challenge-short",
            "a challenge of 15 characters",
            forgery(GENESIS).edit(json -> json.put("challenge", "c".repeat(15)))),
        refused(
            "challenge-long",
            "a challenge of 257 characters",
            forgery(JOIN).edit(json -> json.put("challenge", "c".repeat(257)))),
        refused(
            "role-unknown",
            "a role that is none of the four",
            forgery(INVITE).edit(json -> json.put("role", "owner"))),
        refused(
            "uses-none",
            "an invite without use",
            forgery(INVITE).edit(json -> json.put("uses", 0))),
        refused(
            "uses-too-many", "1,001 uses", forgery(INVITE).edit(json -> json.put("uses", 1001))),
        refused(
            "hash-padded",
            "padding after a hash",
            forgery(KNOCK).edit(json -> json.put("member", bytes(32) + "="))),
        refused(
            "hash-stray-bits",
            "a hash with unused bits set",
            forgery(KNOCK).edit(json -> json.put("member", "A".repeat(42) + "B"))),
        refused(
            "nonce-long",
            "a nonce of 17 bytes",
            forgery(KNOCK).edit(json -> json.put("nonce", bytes(17)))),
        refused(
            "channel-too-large",
            "channel 256",
            change(json -> json.withArray("heads").set(1, head(256)))));
  }

  private static List<Vector> lists() {
    return List.of(
        ok("lists-empty", "a change that changes nothing", empty(forgery(CHANGE)).entry()),
        refused(
            "revoke-nothing",
            "a revoke without invite",
            forgery(REVOKE).edit(json -> json.putArray("invites"))),
        refused(
            "revoke-twice",
            "one invite twice",
            forgery(REVOKE).edit(json -> repeatFirst(json, "/invites"))),
        refused(
            "removed-twice",
            "one removed member twice",
            change(json -> repeatFirst(json, "/removed"))),
        refused(
            "revoked-twice",
            "one revoked invite twice",
            change(json -> repeatFirst(json, "/revoked"))),
        refused(
            "epoch-members-twice",
            "one reader twice",
            change(json -> repeatFirst(json, "/epoch/members"))),
        refused(
            "epoch-invites-twice",
            "one wrapped invite twice",
            change(json -> repeatFirst(json, "/epoch/invites"))),
        refused(
            "roles-twice", "two roles for one member", change(json -> repeatFirst(json, "/roles"))),
        refused(
            "heads-twice",
            "one channel twice",
            change(json -> json.withArray("heads").set(1, head(0)))),
        refused(
            "heads-descending",
            "heads in another order",
            change(json -> json.withArray("heads").insert(0, head(7)))),
        refused(
            "closing-descending",
            "closing heads in another order",
            change(json -> json.withArray("closing").insert(0, head(7)))),
        refused(
            "freeze-closing-descending",
            "closing heads of a freeze in another order",
            forgery(FREEZE).edit(json -> json.withArray("closing").insert(0, head(7)))));
  }

  private static Forgery change(Consumer<ObjectNode> change) {
    return forgery(CHANGE).edit(change);
  }

  private static Forgery empty(Forgery change) {
    return change.edit(
        json -> {
          json.putNull("epoch");
          List.of("heads", "removed", "roles", "revoked", "closing").forEach(json::putArray);
        });
  }

  private static void repeatFirst(ObjectNode json, String list) {
    var items = json.withArray(list);
    items.add(items.get(0));
  }

  private static ObjectNode head(int channel) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("channel", channel)
        .put("head", 1)
        .put("hash", bytes(32));
  }

  private static String bytes(int size) {
    return Base64Url.encode(new byte[size]);
  }

  private static String identity() {
    byte[] point = new byte[32];
    point[0] = 1;
    return Base64Url.encode(point);
  }

  private static String unreduced() {
    byte[] key = Specimens.BEN.wrap().publicKey().bytes().toByteArray();
    key[0] = (byte) 0xff;
    key[1] = (byte) 0xff;
    return Base64Url.encode(key);
  }
}
