package dev.latchkey.broker.http;

import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.TileReader;
import dev.latchkey.broker.store.Samples;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The broker-wide log, read over HTTP by somebody who knows nothing but the public formats.
@TestInstance(Lifecycle.PER_CLASS)
class LogTest {
  private static final int SESSIONS = 1_000;

  private TestBroker broker;
  private TileReader reader;

  @BeforeAll
  void start() {
    broker = TestBroker.inMemory();
    reader = new TileReader(path -> broker.wire().send("GET", "/log/" + path).require(200).body());
    for (int number = 1; number <= SESSIONS; number++) {
      broker.sessionStore().create(aSession(sid(number)));
      act(number);
    }
    broker.publishing().round();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private void act(int session) {
    broker
        .ledgerStore()
        .append(sid(session), NewEntries.at(Samples.START, List.of(anObservation(1))));
  }

  private String vkey() {
    return broker.wire().send("GET", "/.well-known/latchkey").get("logKey");
  }

  private TileReader.Head head() {
    broker.clock().advance(Duration.ofMinutes(1)); // so that no rate limit is met
    return reader.head(vkey());
  }

  @Test
  void thousandSessionsReadFromTilesGiveTheSignedRoot() {
    var head = head();
    var entries = reader.entries(head.size());

    assertThat(head.size()).isGreaterThanOrEqualTo(SESSIONS);
    assertThat(head.origin()).isEqualTo(broker.origin().replaceFirst("https?://", "") + "/log");
    assertThat(reader.root(head.size())).isEqualTo(head.root());
    assertThat(TileReader.rootOf(entries)).isEqualTo(head.root());
    var origins = new HashSet<String>();
    entries.forEach(entry -> origins.add(new String(entry, US_ASCII).lines().findFirst().get()));
    assertThat(origins).hasSize(SESSIONS);
  }

  @Test
  void anEntryIsTheCheckpointOfASessionWhoseIdItDoesNotShow() {
    var entry = new String(reader.entries(1).getFirst(), US_ASCII);

    assertThat(entry).matches("[a-z0-9.:]+/s/[A-Za-z0-9_-]{43}\n[1-9][0-9]*\n[A-Za-z0-9+/]{43}=\n");
    for (int number = 1; number <= SESSIONS; number++) {
      assertThat(entry).doesNotContain(sid(number).value());
    }
  }

  @Test
  void whatGrowsIsInTheLogAfterTheNextRound() {
    long before = head().size();
    act(1);
    act(1);
    act(2);
    broker.publishing().round();

    var head = head();
    assertThat(head.size()).isEqualTo(before + 2);
    assertThat(reader.root(head.size())).isEqualTo(head.root());
  }

  @Test
  void theCheckpointIsTextThatIsKeptForASecond() {
    var answer = broker.wire().send("GET", "/log/checkpoint");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=1");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/000",
        "/log/tile/0/002",
        "/log/tile/0/002.p/17",
        "/log/tile/1/000.p/3",
        "/log/tile/entries/002",
        "/log/tile/entries/000.p/255"
      })
  void aTileNeverChanges(String path) {
    broker.clock().advance(Duration.ofMinutes(1));
    var answer = broker.wire().send("GET", path);
    var head = broker.wire().send("HEAD", path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo(answer.header("Content-Length"));
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log",
        "/log/",
        "/log/tile",
        "/log/tile/0",
        "/log/tile/0/",
        "/log/tile/0/0",
        "/log/tile/0/0000",
        "/log/tile/00/000",
        "/log/tile/01/000",
        "/log/tile/-1/000",
        "/log/tile/64/000",
        "/log/tile/x/000",
        "/log/tile/0/x000/000",
        "/log/tile/0/x000/x001/000",
        "/log/tile/0/000/000",
        "/log/tile/0/X001/000",
        "/log/tile/0/x001/000",
        "/log/tile/0/x999/x999/x999/x999/999",
        "/log/tile/0/x999/x999/x999/x999/x999/x999/999",
        "/log/tile/0/000.p",
        "/log/tile/0/000.p/",
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/01",
        "/log/tile/0/000.p/256",
        "/log/tile/0/000.p/999",
        "/log/tile/0/000.p/1000",
        "/log/tile/0/000.p/5/",
        "/log/tile/0/000.p/5.p/5",
        "/log/tile/0/%30%30%30",
        "/log/tile/0/../0/000",
        "/log/tile/0//000",
        "/log/tile//000",
        "/log/tile/0/000 ",
        "/log/tile/0/004",
        "/log/tile/0/009",
        "/log/tile/1/000",
        "/log/tile/1/000.p/4",
        "/log/tile/2/000.p/1",
        "/log/tile/7/000.p/1",
        "/log/tile/8/000.p/1",
        "/log/tile/63/000.p/1",
        "/log/tile/entries/004",
        "/log/tile/entries/x001",
        "/log/tile/entries/0",
        "/log/tile/entries/",
        "/log/tile/entries/000/000",
        "/log/checkpoint/"
      })
  void whatIsNoTileOrNotFullYetIsUnknown(String path) {
    broker.clock().advance(Duration.ofMinutes(1));
    try (var connection = RawConnection.to(broker)) {
      var answer =
          connection
              .send("GET " + path.replace(" ", "%20") + " HTTP/1.1\r\nHost: x\r\n\r\n")
              .next();

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("not_found");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void otherMethodsAreTold() {
    for (var path : List.of("/log/checkpoint", "/log/tile/0/000", "/log/tile/entries/000")) {
      assertThat(broker.wire().send("OPTIONS", path).header("Allow"))
          .isEqualTo("GET, HEAD, OPTIONS");
      assertThat(broker.wire().send("DELETE", path).code()).isEqualTo("method_not_allowed");
    }
  }
}
