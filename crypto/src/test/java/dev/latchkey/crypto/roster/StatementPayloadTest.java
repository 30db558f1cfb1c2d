package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.Specimens.forgery;
import static dev.latchkey.crypto.roster.StatementKind.ADMIT;
import static dev.latchkey.crypto.roster.StatementKind.CHANGE;
import static dev.latchkey.crypto.roster.StatementKind.END;
import static dev.latchkey.crypto.roster.StatementKind.FREEZE;
import static dev.latchkey.crypto.roster.StatementKind.GENESIS;
import static dev.latchkey.crypto.roster.StatementKind.INVITE;
import static dev.latchkey.crypto.roster.StatementKind.JOIN;
import static dev.latchkey.crypto.roster.StatementKind.MOVE;
import static dev.latchkey.crypto.roster.StatementKind.REVOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementPayloadTest {
  @ParameterizedTest
  @EnumSource(StatementKind.class)
  void anEntryHasTheMembersOfItsKindAndNoOther(StatementKind kind) {
    assertThat(kind.members()).isNotEmpty();
    for (var name : kind.members()) {
      assertRefused(forgery(kind).edit(json -> json.remove(name)).entry());
    }
    assertRefused(forgery(kind).edit(json -> json.put("more", 1)).entry());
  }

  @ParameterizedTest
  @EnumSource(StatementKind.class)
  void noMemberIsOfAnotherType(StatementKind kind) {
    for (var name : kind.members()) {
      assertRefused(forgery(kind).edit(json -> json.putObject(name)).entry());
      assertRefused(forgery(kind).edit(json -> json.put(name, 1.5)).entry());
    }
  }

  @ParameterizedTest
  @EnumSource(StatementKind.class)
  void theSessionStandsFirst(StatementKind kind) {
    assertRefused(forgery(kind).edit(json -> json.set("sid", json.remove("sid"))).entry());
    assertRefused(forgery(kind).payload(payload -> " " + payload).entry());
  }

  @Test
  void theOtherMembersStandInAnyOrder() {
    assertRead(forgery(FREEZE).edit(json -> json.set("n", json.remove("n"))).entry());
  }

  @Test
  void aNameTwiceIsRefused() {
    assertRefused(
        forgery(FREEZE).payload(payload -> payload.replace("\"n\":7", "\"n\":7,\"n\":7")).entry());
  }

  @ParameterizedTest
  @CsvSource({
    "FREEZE, n, 9007199254740992",
    "FREEZE, n, -1",
    "GENESIS, n, 1",
    "GENESIS, suite, 0",
    "GENESIS, suite, 2",
    "INVITE, uses, 0",
    "INVITE, uses, 1001",
    "INVITE, exp, 9007199254740992",
    "FREEZE, on, 1",
    "COMPARED, n, -1",
    "COMPARED, match, 1"
  })
  void numbersHaveTheirBounds(StatementKind kind, String name, long value) {
    assertRefused(forgery(kind).edit(json -> json.put(name, value)).entry());
  }

  @ParameterizedTest
  @CsvSource({
    "FREEZE, n, 0",
    "FREEZE, n, 9007199254740991",
    "INVITE, uses, 1",
    "INVITE, uses, 1000",
    "INVITE, exp, 0",
    "INVITE, exp, 9007199254740991"
  })
  void numbersReachTheirBounds(StatementKind kind, String name, long value) {
    assertRead(forgery(kind).edit(json -> json.put(name, value)).entry());
  }

  @ParameterizedTest
  @CsvSource({
    "GENESIS, salt, 16",
    "CHANGE, prev, 32",
    "INVITE, label, 32",
    "INVITE, preview, 32",
    "JOIN, invite, 32",
    "KNOCK, member, 32",
    "KNOCK, nonce, 16",
    "ADMIT, member, 32",
    "COMPARED, member, 32",
  })
  void bytesHaveTheirSize(StatementKind kind, String name, int size) {
    assertRead(forgery(kind).edit(json -> json.put(name, bytes(size))).entry());
    assertRefused(forgery(kind).edit(json -> json.put(name, bytes(size - 1))).entry());
    assertRefused(forgery(kind).edit(json -> json.put(name, bytes(size + 1))).entry());
    assertRefused(forgery(kind).edit(json -> json.put(name, bytes(size) + "=")).entry());
  }

  @ParameterizedTest
  @EnumSource(
      value = StatementKind.class,
      names = {"GENESIS", "INVITE", "JOIN", "MOVE"})
  void keysAreValid(StatementKind kind) {
    var identity = Base64Url.encode(identityPoint());
    var unreduced = Base64Url.encode(unreducedKey());

    assertRefused(forgery(kind).edit(json -> json.put("signingKey", identity)).entry());
    assertRefused(forgery(kind).edit(json -> json.put("signingKey", bytes(31))).entry());
    assertRefused(forgery(kind).edit(json -> json.put("wrapKey", unreduced)).entry());
    assertRefused(forgery(kind).edit(json -> json.put("wrapKey", bytes(32))).entry());
  }

  @Test
  void theLedgerKeyIsValid() {
    var identity = Base64Url.encode(identityPoint());

    assertRefused(forgery(GENESIS).edit(json -> json.put("ledgerKey", identity)).entry());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://broker example", "https://br\u00f6ker.example", "\t"})
  void anOriginIsVisibleAscii(String origin) {
    assertRefused(forgery(GENESIS).edit(json -> json.put("origin", origin)).entry());
  }

  @Test
  void anOriginHasAtMost255Characters() {
    assertRead(forgery(GENESIS).edit(json -> json.put("origin", "o")).entry());
    assertRead(forgery(MOVE).edit(json -> json.put("origin", "o".repeat(255))).entry());
    assertRefused(forgery(JOIN).edit(json -> json.put("origin", "o".repeat(256))).entry());
  }

  @Test
  void aChallengeHas16To256Base64UrlCharacters() {
    assertRead(forgery(GENESIS).edit(json -> json.put("challenge", "c".repeat(16))).entry());
    assertRead(forgery(JOIN).edit(json -> json.put("challenge", "c".repeat(256))).entry());
    assertRefused(forgery(GENESIS).edit(json -> json.put("challenge", "c".repeat(15))).entry());
    assertRefused(forgery(JOIN).edit(json -> json.put("challenge", "c".repeat(257))).entry());
    assertRefused(forgery(MOVE).edit(json -> json.put("challenge", "c".repeat(15) + "+")).entry());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "owner", ""})
  void aRoleIsOneOfFour(String role) {
    assertRefused(forgery(ADMIT).edit(json -> json.put("role", role)).entry());
    assertRefused(forgery(INVITE).edit(json -> json.put("role", role)).entry());
    assertRefused(forgery(JOIN).edit(json -> json.put("role", role)).entry());
  }

  @Test
  void aRevokeNamesAtLeastOneInvite() {
    assertRefused(forgery(REVOKE).edit(json -> json.putArray("invites")).entry());
  }

  @Test
  void listsOfIdsHaveNoDuplicates() {
    assertRefused(forgery(REVOKE).edit(json -> repeatFirst(json.withArray("invites"))).entry());
    assertRefusedChange(json -> repeatFirst(json.withArray("removed")));
    assertRefusedChange(json -> repeatFirst(json.withArray("revoked")));
    assertRefusedChange(json -> repeatFirst(json.withArray("/epoch/members")));
    assertRefusedChange(json -> repeatFirst(json.withArray("/epoch/invites")));
  }

  @Test
  void noMemberGetsTwoRolesAtOnce() {
    assertRefusedChange(
        json ->
            ((ObjectNode) json.withArray("roles").get(0)).put("mid", Specimens.BEN.id().value()));
  }

  @Test
  void aChangeHasAnEpochOrNull() {
    assertRead(forgery(CHANGE).edit(json -> json.putNull("epoch")).entry());
    assertRefusedChange(json -> json.putArray("epoch"));
    for (var name : new String[] {"number", "commitment", "members", "invites"}) {
      assertRefusedChange(json -> json.withObject("epoch").remove(name));
    }
    assertRefusedChange(json -> json.withObject("epoch").put("more", 1));
    assertRefusedChange(json -> json.withObject("epoch").put("commitment", bytes(31)));
  }

  @Test
  void aRoleChangeHasAMemberAndARole() {
    for (var name : new String[] {"mid", "role"}) {
      assertRefusedChange(json -> ((ObjectNode) json.withArray("roles").get(0)).remove(name));
    }
    assertRefusedChange(json -> ((ObjectNode) json.withArray("roles").get(0)).put("more", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"heads", "closing"})
  void headsAscendByChannel(String list) {
    assertRead(forgery(CHANGE).edit(json -> json.putArray(list)).entry());
    assertRead(forgery(CHANGE).edit(json -> channels(json.withArray(list), 254, 255)).entry());
    assertRefusedChange(json -> channels(json.withArray(list), 255, 255));
    assertRefusedChange(json -> channels(json.withArray(list), 255, 254));
    assertRefusedChange(json -> channels(json.withArray(list), 255, 256));
  }

  @ParameterizedTest
  @ValueSource(strings = {"channel", "head", "hash"})
  void aHeadHasItsThreeMembers(String name) {
    assertRefusedChange(json -> ((ObjectNode) json.withArray("heads").get(0)).remove(name));
    assertRefusedChange(json -> ((ObjectNode) json.withArray("heads").get(0)).put("more", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"size", "root"})
  void aCheckpointHasItsTwoMembers(String name) {
    assertRefused(forgery(END).edit(json -> json.withObject("checkpoint").remove(name)).entry());
    assertRefused(forgery(END).edit(json -> json.withObject("checkpoint").put("more", 1)).entry());
  }

  private static void assertRead(String entry) {
    assertThatNoException().isThrownBy(() -> StatementEntry.parse(entry));
  }

  private static void assertRefused(String entry) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> StatementEntry.parse(entry));
  }

  private static void assertRefusedChange(Consumer<ObjectNode> change) {
    assertRefused(forgery(CHANGE).edit(change).entry());
  }

  private static void repeatFirst(ArrayNode list) {
    list.add(list.get(0));
  }

  private static void channels(ArrayNode heads, int first, int second) {
    ((ObjectNode) heads.get(0)).put("channel", first);
    ((ObjectNode) heads.get(1)).put("channel", second);
  }

  private static String bytes(int size) {
    return Base64Url.encode(new byte[size]);
  }

  private static byte[] identityPoint() {
    byte[] point = new byte[32];
    point[0] = 1;
    return point;
  }

  private static byte[] unreducedKey() {
    byte[] key = Specimens.BEN.wrap().publicKey().bytes().toByteArray();
    key[0] = (byte) 0xff;
    key[1] = (byte) 0xff;
    return key;
  }
}
