package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anInvite;
import static dev.latchkey.broker.store.Samples.iid;
import static dev.latchkey.broker.store.Samples.mid;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.session.CreateResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0";

  private final TestClock clock = new TestClock();
  private final MemoryStore store = new MemoryStore();
  private final List<SessionId> grown = new ArrayList<>();
  private final Notices notices = notices(store);

  private Notices notices(LedgerStore ledgers) {
    return new Notices(
        ledgers,
        store,
        Recording.withPrefix(RANDOM),
        new LedgerMetrics(new Metrics(clock::nanoTime)),
        clock,
        clock::nanoTime,
        grown::add);
  }

  @BeforeEach
  void begin() {
    open(SESSION);
  }

  @AfterEach
  void stop() {
    notices.close();
  }

  @Test
  void equalActsOfOneSecondAreOneEntryWithTheirNumber() {
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(7));
    notices.note(SESSION, Notice.opened(iid(1), 3), caller(7));
    notices.note(SESSION, Notice.opened(iid(2), 3), caller(7));
    notices.settle();

    assertThat(entries())
        .extracting(LedgerEntry::object, LedgerEntry::count, LedgerEntry::log)
        .containsExactly(tuple(iid(1).value(), 2, 3), tuple(iid(2).value(), 1, 3));
    assertThat(grown).containsExactly(SESSION);
  }

  @Test
  void anActAloneNamesItsRequestAndSeveralNameNone() {
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(7));
    notices.settle();
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(7));
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(7));
    notices.settle();

    assertThat(entries()).extracting(LedgerEntry::request).containsExactly("requestrequestid", "");
  }

  @Test
  void actsFromOtherNetworksAreEntriesOfTheirOwnWithTheirDetailsBeside() {
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(7));
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(256 + 7));
    notices.settle();

    var stored = store.entries(SESSION, 0L, 10);
    assertThat(stored)
        .extracting(it -> it.details().orElseThrow().details())
        .containsExactly(
            new Details("10.0.0.0/24", "Firefox, Linux"),
            new Details("10.0.1.0/24", "Firefox, Linux"));
    assertThat(stored)
        .allSatisfy(
            it ->
                assertThat(LedgerEntry.parse(it.leaf()).details())
                    .contains(it.details().orElseThrow().commitment()));
  }

  @Test
  void aFloodOfLooksOnOneInviteIsBoundedAndNoneIsLost() {
    for (int second = 0; second < 100; second++) {
      for (int i = 0; i < 100; i++) {
        notices.note(SESSION, Notice.opened(iid(1), 2), caller(256 * (100 * second + i)));
      }
      notices.settle();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(entries()).hasSizeBetween(64, 66);
    notices.close();
    assertThat(total(LedgerEntry::count)).isEqualTo(10_000);
    assertThat(entries()).hasSizeLessThan(68);
    assertThat(store.invite(SESSION, iid(1)).orElseThrow().opened()).isEqualTo(10_000);
  }

  @Test
  void whatIsOverTheBudgetIsSummedUpWithoutItsSendersUntilThereIsRoom() {
    flood(66);
    notices.settle();
    assertThat(entries()).hasSize(64);

    clock.advance(Duration.ofSeconds(59));
    notices.settle();
    assertThat(entries()).hasSize(64);

    clock.advance(Duration.ofSeconds(1));
    notices.settle();
    assertThat(entries()).hasSize(65);
    assertThat(entries().getLast().count()).isEqualTo(2);
    assertThat(entries().getLast().details()).isEmpty();
  }

  @Test
  void theFloodOfOneSessionLeavesOthersTheirBudget() {
    open(sid(2));
    flood(1_000);
    notices.note(sid(2), Notice.opened(iid(1), 2), caller(1));
    notices.settle();

    assertThat(entries(sid(2))).hasSize(1);
  }

  @Test
  void strangersUseUpNothingOfWhatMembersHave() {
    flood(1_000);
    notices.note(SESSION, Notice.connected(member(), "live"), caller(1));
    notices.settle();

    assertThat(entries())
        .filteredOn(it -> it.type() == EntryType.MEMBER_CONNECTED)
        .extracting(LedgerEntry::actor, LedgerEntry::outcome, LedgerEntry::count)
        .containsExactly(tuple(mid(1).value(), "live", 1));
  }

  @Test
  void aMemberThatConnectsWithoutEndDoesNotFillTheLedger() {
    for (int second = 0; second < 2_000; second++) {
      notices.note(SESSION, Notice.connected(member(), "live"), caller(1));
      notices.note(SESSION, Notice.disconnected(mid(1), "ok", 2));
      notices.settle();
      clock.advance(Duration.ofSeconds(1));
    }
    notices.close();

    assertThat(entries()).hasSizeBetween(256, 256 + 202);
    assertThat(total(LedgerEntry::count)).isEqualTo(4_000);
  }

  @Test
  void whoFollowsTheLedgerDoesNotMakeItGrow() {
    for (int minute = 0; minute < 60; minute++) {
      notices.note(SESSION, Notice.read(member()), caller(1));
      notices.settle();
      clock.advance(Duration.ofMinutes(1));
    }
    notices.close();

    assertThat(entries()).hasSize(6);
    assertThat(total(LedgerEntry::count)).isEqualTo(6);
  }

  @Test
  void nothingIsEnteredForAnInviteThatDoesNotExist() {
    var asked = new ArrayList<SessionId>();
    try (var counting =
        notices(
            (session, _) -> {
              asked.add(session);
              return 0;
            })) {
      counting.noteNothing(caller(1));
      counting.settle();
    }

    assertThat(asked).isEmpty();
    assertThat(grown).isEmpty();
  }

  @Test
  void aSessionThatIsGoneIsPassedOver() {
    notices.note(sid(9), Notice.opened(iid(1), 2), caller(1));
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(1));
    notices.settle();

    assertThat(entries()).hasSize(1);
    assertThat(grown).containsExactly(SESSION);
  }

  @Test
  void refusalsAreCountedForTheInviteWhateverTheirReason() {
    notices.note(SESSION, Notice.refused(iid(1), Refusal.BAD_PROOF, 2), caller(1));
    clock.advance(Duration.ofMillis(10));
    notices.note(SESSION, Notice.refused(iid(1), Refusal.USED, 2), caller(1));
    var last = clock.instant();
    notices.settle();

    assertThat(entries()).extracting(LedgerEntry::outcome).containsExactly("bad_proof", "used");
    var invite = store.invite(SESSION, iid(1)).orElseThrow();
    assertThat(invite.failed()).isEqualTo(2);
    assertThat(invite.lastFailedAt()).contains(last);
  }

  @Test
  void whatIsGatheredInASecondIsBoundedAndNoneIsLost() {
    int most = 16_384;
    flood(most + 100);
    notices.note(SESSION, Notice.opened(iid(1), 2), caller(0));
    notices.close();

    var entries = store.entries(SESSION, 0L, 2 * most);
    assertThat(entries).hasSize(most + 1);
    assertThat(entries).filteredOn(it -> it.details().isEmpty()).hasSize(1);
    assertThat(LedgerEntry.parse(entries.getFirst().leaf()).count()).isEqualTo(2);
    assertThat(LedgerEntry.parse(entries.getLast().leaf()).count()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"50000,PT1M", "50001,PT1H"})
  void aLongLedgerGrowsMoreSlowly(long size, Duration untilOneMore) {
    var entered = new AtomicInteger();
    try (var ofLong =
        notices(
            (_, entries) -> {
              entered.addAndGet(entries);
              return size;
            })) {
      ofLong.note(SESSION, Notice.opened(iid(1), 2), caller(1));
      ofLong.settle();
      for (int i = 0; i < 64; i++) {
        ofLong.note(SESSION, Notice.opened(iid(1), 2), caller(256 * i));
      }
      ofLong.settle();
      clock.advance(Duration.ofMinutes(1));
      ofLong.note(SESSION, Notice.opened(iid(2), 2), caller(1));
      ofLong.settle();
      assertThat(entered).hasValue(65);

      clock.advance(untilOneMore.minusNanos(1));
      ofLong.settle();
      assertThat(entered).hasValue(65);
      clock.advance(Duration.ofNanos(1));
      ofLong.settle();
      assertThat(entered).hasValue(66);
    }
  }

  @Test
  void aSessionWhoseEntriesFailTakesNothingFromOthers() {
    var entered = new ArrayList<SessionId>();
    try (var failing =
        notices(
            (session, _) -> {
              if (session.equals(sid(2))) {
                throw new StoreFailedException("disk full");
              }
              entered.add(session);
              return 1;
            })) {
      failing.note(sid(2), Notice.opened(iid(1), 2), caller(1));
      failing.note(SESSION, Notice.opened(iid(1), 2), caller(1));
      failing.settle();
    }

    assertThat(entered).containsExactly(SESSION);
    assertThat(grown).containsExactly(SESSION);
  }

  /// Of how many entries a ledger is with so many more.
  private interface Appending {
    long append(SessionId session, int entries);
  }

  private Notices notices(Appending appending) {
    var ledgers =
        (LedgerStore)
            Proxy.newProxyInstance(
                LedgerStore.class.getClassLoader(),
                new Class<?>[] {LedgerStore.class},
                (_, _, arguments) ->
                    appending.append(
                        (SessionId) arguments[0], ((NewEntries) arguments[1]).entries().size()));
    return notices(ledgers);
  }

  private void open(SessionId session) {
    assertThat(store.create(aSession(session))).isEqualTo(CreateResult.CREATED);
    var effects = Effects.of(1, 1).withInvite(anInvite(1));
    var _ = store.append(session, 2, "invite", effects);
  }

  private void flood(int networks) {
    for (int i = 0; i < networks; i++) {
      notices.note(SESSION, Notice.opened(iid(1), 2), caller(256 * i));
    }
  }

  private static Membership member() {
    var key = SigningKey.generate(RANDOM).verifyingKey();
    return new Membership(SESSION, mid(1), key, Role.HOST, 2);
  }

  /// @param host the last three bytes of its address
  private static Caller caller(int host) {
    byte[] address = ByteBuffer.allocate(4).putInt(10 << 24 | host).array();
    try {
      return new Caller(InetAddress.getByAddress(address), FIREFOX, "requestrequestid");
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<LedgerEntry> entries() {
    return entries(SESSION);
  }

  private List<LedgerEntry> entries(SessionId session) {
    return store.entries(session, 0L, 10_000).stream()
        .map(it -> LedgerEntry.parse(it.leaf()))
        .toList();
  }

  private int total(ToIntFunction<LedgerEntry> number) {
    return entries().stream().mapToInt(number).sum();
  }
}
