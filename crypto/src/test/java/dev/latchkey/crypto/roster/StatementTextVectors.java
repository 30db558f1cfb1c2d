package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.Specimens.forgery;
import static dev.latchkey.crypto.roster.StatementKind.CHANGE;
import static dev.latchkey.crypto.roster.StatementKind.COMPARED;
import static dev.latchkey.crypto.roster.StatementKind.FREEZE;
import static dev.latchkey.crypto.roster.StatementKind.GENESIS;
import static dev.latchkey.crypto.roster.StatementKind.JOIN;
import static dev.latchkey.crypto.roster.StatementVectors.ok;
import static dev.latchkey.crypto.roster.StatementVectors.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// How an entry is put together: signatures, kinds, and the members of the payload.
final class StatementTextVectors {
  private StatementTextVectors() {}

  static List<Vector> all() {
    return Stream.of(texts(), payloads()).flatMap(List::stream).toList();
  }

  private static List<Vector> texts() {
    var pair = Specimens.entry(JOIN).split("~");
    var other = forgery(JOIN).edit(json -> json.put("role", "host")).entry().split("~");
    return List.of(
        refused("pair-unequal", "two signatures over two payloads", pair[0] + "~" + other[1]),
        refused("pair-swapped", "the device key's signature first", pair[1] + "~" + pair[0]),
        refused("pair-half-member", "a member statement without its join", pair[0]),
        refused("pair-half-join", "a join without its member statement", pair[1]),
        refused("pair-same-typ", "one signature twice", pair[0] + "~" + pair[0]),
        refused("pair-of-three", "a third signature", String.join("~", pair[0], pair[1], pair[1])),
        refused("pair-open", "nothing after the joint", pair[0] + "~"),
        refused(
            "pair-mixed",
            "a member statement that is a move",
            forgery(JOIN).typs("member", "moved")),
        refused("pair-in-one-typ", "both kinds in one typ", forgery(JOIN).typs("member~join")),
        refused(
            "pair-of-a-single",
            "a second signature on a freeze",
            forgery(FREEZE).typs("freeze", "freeze")),
        refused("typ-unknown", "a kind that is none", forgery(FREEZE).typs("frozen")),
        refused("typ-capital", "a kind in another spelling", forgery(FREEZE).typs("Freeze")),
        refused("typ-prefixed", "a kind as media type", forgery(FREEZE).typs("application/freeze")),
        refused(
            "typ-of-another-kind", "a kind that the payload is not", forgery(FREEZE).typs("end")),
        refused(
            "kid-no-member-id",
            "a host named by less than a member ID",
            forgery(FREEZE).kids("ana")),
        refused("too-long", "an entry of more than 65,536 characters", tooLong()));
  }

  private static List<Vector> payloads() {
    return List.of(
        ok(
            "members-in-any-order",
            "sid first, the others as they come",
            forgery(FREEZE).edit(json -> json.set("n", json.remove("n"))).entry()),
        refused(
            "sid-not-first",
            "sid last",
            forgery(FREEZE).edit(json -> json.set("sid", json.remove("sid")))),
        refused(
            "space-before-sid",
            "a space in front",
            forgery(FREEZE).payload(json -> json.replace("{\"sid", "{ \"sid"))),
        refused(
            "member-missing",
            "a freeze that does not say which",
            forgery(FREEZE).edit(json -> json.remove("on"))),
        refused(
            "freeze-without-closing",
            "a freeze that closes nothing, where an empty list would say so",
            forgery(FREEZE).edit(json -> json.remove("closing"))),
        refused(
            "compared-without-number",
            "a comparison that could be repeated",
            forgery(COMPARED).edit(json -> json.remove("n"))),
        refused(
            "compared-by-no-member-id",
            "a signer named by less than a member ID",
            forgery(COMPARED).kids("ana")),
        refused(
            "member-unknown",
            "a member that no kind has",
            forgery(FREEZE).edit(json -> json.put("more", 1))),
        refused(
            "member-of-another-kind",
            "a prev in genesis",
            forgery(GENESIS).edit(json -> json.put("prev", bytes(32)))),
        refused(
            "member-twice",
            "one name twice",
            forgery(FREEZE).payload(json -> json.replace("\"n\":7", "\"n\":7,\"n\":7"))),
        refused(
            "epoch-member-missing",
            "an epoch without commitment",
            change(json -> json.withObject("epoch").remove("commitment"))),
        refused(
            "epoch-member-unknown",
            "an epoch with a member too many",
            change(json -> json.withObject("epoch").put("more", 1))),
        refused(
            "epoch-missing",
            "no epoch, where null would say so",
            change(json -> json.remove("epoch"))),
        refused(
            "head-member-missing",
            "a head without hash",
            change(json -> first(json, "heads").remove("hash"))),
        refused(
            "head-member-unknown",
            "a head with a member too many",
            change(json -> first(json, "heads").put("more", 1))),
        refused(
            "role-member-unknown",
            "a role change with a member too many",
            change(json -> first(json, "roles").put("more", 1))),
        refused(
            "checkpoint-member-missing",
            "a checkpoint without root",
            change(json -> json.withObject("checkpoint").remove("root"))));
  }

  private static String tooLong() {
    var name = "A".repeat(StatementEntry.MAX_CHARS / 2);
    return forgery(JOIN).edit(json -> json.put("name", name)).entry();
  }

  private static Forgery change(Consumer<ObjectNode> change) {
    return forgery(CHANGE).edit(change);
  }

  private static ObjectNode first(ObjectNode json, String list) {
    return (ObjectNode) json.withArray(list).get(0);
  }

  private static String bytes(int size) {
    return Base64Url.encode(new byte[size]);
  }
}
