package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.config.Keys.Use;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.token.AccessToken;
import dev.latchkey.crypto.token.TokenSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of a running broker change, and nobody who is honest notices.
class KeyRotationTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;
  private KeyFile file;
  private TestBroker broker;

  @BeforeEach
  void start() {
    file = KeyFile.at(folder.resolve("keys.json"));
    broker = TestBroker.inMemory(Map.of("LATCHKEY_KEYS_FILE", file.path().toString()));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private void rotate(Use use) {
    var keys = file.read();
    file.replace(keys, keys.rotated(use, broker.clock().instant(), RANDOM));
    broker.lookAtKeys();
  }

  private void replace(Use use) {
    var keys = file.read();
    file.replace(keys, keys.replaced(use, broker.clock().instant(), RANDOM));
    broker.lookAtKeys();
  }

  private List<String> published() {
    var keys = broker.wire().send("GET", "/.well-known/jwks.json").require(200).json().get("keys");
    return StreamSupport.stream(keys.spliterator(), false)
        .map((JsonNode key) -> key.get("kid").asText())
        .toList();
  }

  private static Checkpoint checkpoint(TestBroker broker, HostDevice host) {
    var origin = Checkpoint.sessionOrigin(broker.origin(), host.session());
    var note = host.get(host.path("/ledger/checkpoint")).require(200).get("checkpoint");
    return Checkpoint.open(note, new NoteKey(origin, host.follow().ledgerKey()));
  }

  private static Verdict.Whole verified(HostDevice host) {
    var lines = host.get(host.path("/ledger/export")).require(200).text().lines().toList();
    return (Verdict.Whole) LedgerVerifier.verify(lines.iterator(), Optional.empty());
  }

  @Test
  void tokensInFlightStayGoodAndLaterOnesAreOfTheNewKey() {
    var host = broker.host();
    var guest = broker.guest();
    var invite = host.invite(Role.EDITOR);
    var token = guest.token(invite);
    var old = published().getFirst();

    rotate(Use.TOKEN);
    broker.clock().advance(Keys.NOTICE);

    assertThat(published()).hasSize(3).element(0).isNotEqualTo(old);
    assertThat(published()).contains(old);
    host.get(host.path("/members")).require(200);
    guest.join(invite, token, guest.statement(invite)).require(201);
    host.refresh().require(201);
    host.get(host.path("/members")).require(200);
  }

  @Test
  void anOldTokenKeyIsDroppedWithoutARestartWhenItsLastTokenHasExpired() {
    rotate(Use.TOKEN);
    broker.clock().advance(Duration.ofDays(8));

    assertThat(published()).hasSize(2);
  }

  /// The drill of docs/operations.md, "A key was stolen".
  @Test
  void afterTheDrillTokensOfAStolenKeyAreRefusedAndHonestClientsGoOn() {
    var host = broker.host();
    var guest = broker.guest();
    var invite = host.invite(Role.EDITOR);
    var honest = guest.token(invite);
    var stolen = new TokenSigner(() -> file.read().ring(broker.clock().instant()));
    var forged = stolen.sign(accessOf(host));
    assertThat(useOf(host, forged)).isEqualTo(200);
    var thief = file.read().ring(broker.clock().instant());

    replace(Use.TOKEN);

    var later = new TokenSigner(() -> thief).sign(accessOf(host));
    assertThat(useOf(host, forged)).isEqualTo(401);
    assertThat(useOf(host, later)).isEqualTo(401);
    assertThat(guest.join(invite, honest, guest.statement(invite)).status()).isEqualTo(404);
    assertThat(published()).hasSize(2).doesNotContain(thief.kid());
    host.get(host.path("/members")).require(401);
    host.refresh().require(201);
    host.get(host.path("/members")).require(200);
    guest.join(invite).require(201);
  }

  private AccessToken accessOf(HostDevice host) {
    var now = broker.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return new AccessToken(
        broker.origin(),
        host.session(),
        host.id(),
        host.signingKey().verifyingKey().jwkThumbprint(),
        now,
        now.plus(Duration.ofMinutes(10)));
  }

  /// What the host's own device gets with this token.
  private static int useOf(HostDevice host, String token) {
    var path = host.path("/members");
    var proof =
        host.proof("GET", path, token, Optional.of(host.freshNonce()), HostDevice.freshId());
    return host.callWith(token, proof.sign(host.signingKey()), "GET", path, Map.of()).status();
  }

  @Test
  void challengesInFlightStayGoodAcrossANewDataKeyAndOfAStolenOneAreRefused() {
    var host = broker.host();
    var draft = HostDevice.without(broker);
    var drafted = draft.draft().require(201);
    rotate(Use.DATA);
    broker.clock().advance(Keys.NOTICE);
    draft.begin(drafted, draft.genesis(drafted)).require(201);

    var challenge =
        broker.wire().send("POST", host.path("/tokens/challenge")).require(200).get("challenge");
    replace(Use.DATA);

    assertThat(host.refresh(challenge).status()).isEqualTo(401);
    host.refresh().require(201);
  }

  @Test
  void aSessionKeepsTheLedgerKeyThatItHasPinnedAndANewOneGetsTheNewKey() {
    var before = broker.host();
    var drafting = HostDevice.without(broker);
    var draft = drafting.draft().require(201);

    rotate(Use.LEDGER);
    broker.clock().advance(Keys.NOTICE);
    var after = broker.host();
    drafting.begin(draft, drafting.genesis(draft)).require(201);
    broker.publishing().round();

    assertThat(after.follow().ledgerKey()).isNotEqualTo(before.follow().ledgerKey());
    assertThat(drafting.follow().ledgerKey()).isEqualTo(before.follow().ledgerKey());
    for (var host : List.of(before, after, drafting)) {
      assertThat(checkpoint(broker, host).size()).isPositive();
      assertThat(verified(host).logged()).isPositive();
    }
  }

  @Test
  void noNewSessionPinsAStolenLedgerKey() {
    var drafting = HostDevice.without(broker);
    var draft = drafting.draft().require(201);
    var before = broker.host();

    replace(Use.LEDGER);

    assertThat(drafting.begin(draft, drafting.genesis(draft)).status()).isEqualTo(400);
    assertThat(checkpoint(broker, before).size()).isPositive();
  }

  @Test
  void theLogIsSignedAnewWhenItsKeysHaveChangedThoughItHasNotGrown() {
    broker.host();
    broker.publishing().round();
    var log = broker.services().log();
    var size = log.size();

    rotate(Use.LEDGER);
    broker.clock().advance(Keys.NOTICE);
    broker.publishing().round();

    assertThat(log.size()).isEqualTo(size);
    assertThat(log.keys()).hasSize(2);
    for (var key : log.keys()) {
      assertThat(Checkpoint.open(log.published(), key).size()).isEqualTo(size);
    }
  }

  @Test
  void aFileThatCannotBeUsedChangesNothing() throws Exception {
    var host = broker.host();
    var good = Files.readString(file.path());
    Files.writeString(file.path(), "{");
    broker.lookAtKeys();
    host.get(host.path("/members")).require(200);

    var other = KeyFile.at(folder.resolve("other.json"));
    other.open(RANDOM);
    Files.writeString(file.path(), Files.readString(other.path()));
    broker.lookAtKeys();
    host.get(host.path("/members")).require(200);

    Files.writeString(file.path(), good);
    rotate(Use.TOKEN);
    assertThat(published()).hasSize(3);
  }
}
