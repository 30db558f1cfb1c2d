package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Scrape;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every metric of what comes over HTTP moves when that happens of which it tells.
class MetricsTest {
  @TempDir Path dataDir;

  private final TestBroker broker = TestBroker.inMemory();

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void sessionsInvitesLooksAndJoinsAreCountedByWhatBecameOfThem() {
    var host = broker.host();
    var invite = host.invite(Role.EDITOR);
    var knocking = host.inviteToKnock(Role.VIEWER, 1);
    var guest = broker.guest();
    guest.join(invite).require(201);
    guest.join(invite).require(201);
    broker.guest().join(invite).require(409);
    broker.guest().join(knocking).require(202);
    broker.guest().join(invite, "x", "no statement").require(404);
    broker.wire().send("GET", "/v1/invites/" + "B".repeat(22)).require(404);

    var scrape = Scrape.of(broker);

    assertThat(scrape.value("latchkey_sessions_created_total")).isEqualTo(1);
    assertThat(scrape.value("latchkey_invites_created_total", "role", "editor")).isEqualTo(1);
    assertThat(scrape.value("latchkey_invites_created_total", "role", "viewer")).isEqualTo(1);
    assertThat(scrape.value("latchkey_invites_created_total", "role", "host")).isZero();
    assertThat(scrape.value("latchkey_invite_looks_total", "result", "ready")).isEqualTo(2);
    assertThat(scrape.value("latchkey_invite_looks_total", "result", "used")).isEqualTo(2);
    assertThat(scrape.value("latchkey_invite_looks_total", "result", "unknown")).isEqualTo(1);
    assertThat(joins(scrape, "joined")).isEqualTo(1);
    assertThat(joins(scrape, "repeated")).isEqualTo(1);
    assertThat(joins(scrape, "used")).isEqualTo(1);
    assertThat(joins(scrape, "knocked")).isEqualTo(1);
    assertThat(joins(scrape, "bad_proof")).isEqualTo(1);
    assertThat(joins(scrape, "revoked")).isZero();
  }

  @Test
  void entriesOfLedgersAreCountedByType() {
    var host = broker.host();
    broker.guest().join(host.invite(Role.EDITOR)).require(201);
    broker.services().notices().settle();

    var scrape = Scrape.of(broker);

    assertThat(entries(scrape, "session.created")).isEqualTo(1);
    assertThat(entries(scrape, "invite.created")).isEqualTo(1);
    assertThat(entries(scrape, "member.joined")).isEqualTo(1);
    assertThat(entries(scrape, "invite.opened")).isEqualTo(1);
    assertThat(entries(scrape, "member.removed")).isZero();
  }

  @Test
  void framesAreTimedAndWeighedOnceStored() {
    var host = broker.host();
    host.append(0, "x").require(201);
    host.append(0, "x".repeat(2_000)).require(201);
    host.append(0, "x", "If-Match", "\"99\"").require(412);

    var scrape = Scrape.of(broker);

    assertThat(scrape.value("latchkey_append_seconds_count")).isEqualTo(3);
    assertThat(scrape.value("latchkey_fanout_seconds_count")).isEqualTo(2);
    assertThat(scrape.value("latchkey_frame_bytes_count")).isEqualTo(2);
    assertThat(scrape.value("latchkey_frame_bytes_sum")).isBetween(2_400.0, 6_000.0);
    assertThat(scrape.value("latchkey_frame_bytes_bucket", "le", "1024.0")).isEqualTo(1);
  }

  @Timeout(30)
  @Test
  void requestsAreCountedByTheClassOfTheirStatus() {
    var before = Scrape.of(broker);
    broker.wire().send("GET", "/.well-known/latchkey").require(200);
    broker.wire().send("GET", "/v1/nothing").require(404);
    broker.wire().send("DELETE", "/.well-known/latchkey").require(405);

    // They are counted when the answer has been sent, perhaps a moment after it is here.
    var after = Scrape.of(broker);
    while (requests(after, "4xx") - requests(before, "4xx") < 2) {
      after = Scrape.of(broker);
    }

    assertThat(requests(after, "2xx") - requests(before, "2xx")).isEqualTo(1);
    assertThat(requests(after, "4xx") - requests(before, "4xx")).isEqualTo(2);
    assertThat(requests(after, "5xx")).isZero();
  }

  @Test
  void whoeverIsTurnedAwayIsCountedByTheReason() {
    var host = broker.host();
    host.callWith(host.accessToken(), "x.y.z", "GET", host.path("/members"), Map.of()).require(401);
    for (int i = 0; i < 11; i++) {
      broker.guest().join(host.invite(Role.EDITOR), "x", "no statement");
    }

    var scrape = Scrape.of(broker);

    assertThat(scrape.value("latchkey_auth_failures_total", "reason", "token")).isEqualTo(1);
    assertThat(scrape.value("latchkey_auth_failures_total", "reason", "creation_token")).isZero();
    assertThat(scrape.value("latchkey_rate_limited_total", "rule", "join-address")).isEqualTo(1);
    assertThat(scrape.value("latchkey_rate_limited_total", "rule", "try")).isZero();
  }

  @Test
  void sessionsThatAreMadeWithoutTheTokenForItAreCounted() {
    try (var closed =
        TestBroker.inMemory(Map.of("LATCHKEY_CREATION_TOKEN", "a secret of some length"))) {
      closed.wire().send("POST", "/v1/sessions", Map.of()).require(401);

      assertThat(
              Scrape.of(closed).value("latchkey_auth_failures_total", "reason", "creation_token"))
          .isEqualTo(1);
    }
  }

  @Test
  void aBrokerSaysHowItIs() {
    var before = Scrape.of(broker);
    broker.http().drain();
    var after = Scrape.of(broker);

    assertThat(before.value("latchkey_store_up")).isEqualTo(1);
    assertThat(before.value("latchkey_drain_in_progress")).isZero();
    assertThat(after.value("latchkey_drain_in_progress")).isEqualTo(1);
    assertThat(before.value("process_cpu_seconds_total")).isPositive();
    assertThat(before.value("process_start_time_seconds")).isGreaterThan(1.7e9);
    assertThat(before.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
    assertThat(before.value("jvm_memory_max_bytes")).isPositive();
    assertThat(before.value("jvm_threads_current")).isPositive();
    assertThat(before.value("jvm_gc_collection_seconds_total")).isNotNegative();
  }

  @Test
  void whatPeopleDoMakesNoFurtherSeriesAndNamesNobody() {
    var before = Scrape.of(broker).series();
    var host = broker.host();
    var invite = host.invite(Role.EDITOR, 3, Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      var guest = broker.guest();
      guest.join(invite).require(201);
      guest.append(i, "x").require(201);
    }
    broker.wire().send("GET", "/v1/invites/" + "C".repeat(22), "User-Agent", "a visitor");
    broker.services().notices().settle();

    var after = Scrape.of(broker);

    assertThat(after.series()).isEqualTo(before);
    assertThat(after.text())
        .doesNotContain(host.session().value())
        .doesNotContain(host.id().value())
        .doesNotContain(invite.id().value())
        .doesNotContain("CCCC")
        .doesNotContain("127.0.0.1")
        .doesNotContain("visitor");
    assertThat(after.text().length()).isLessThan(64 * 1_024);
  }

  @Test
  void howeverManyAskMetricsAreWrittenOnceASecond() {
    var first = broker.managementWire().send("GET", "/metrics").text();
    broker.host();

    assertThat(broker.managementWire().send("GET", "/metrics").text()).isEqualTo(first);
    broker.clock().advance(Duration.ofSeconds(1));
    assertThat(broker.managementWire().send("GET", "/metrics").text()).isNotEqualTo(first);
  }

  @Test
  void metricsAreForTheManagementPortAloneAndOnlyRead() {
    assertThat(broker.wire().send("GET", "/metrics").status()).isEqualTo(404);
    assertThat(broker.managementWire().send("POST", "/metrics").status()).isEqualTo(405);
    assertThat(broker.managementWire().send("HEAD", "/metrics").status()).isEqualTo(200);
  }

  private static double joins(Scrape scrape, String result) {
    return scrape.value("latchkey_joins_total", "result", result);
  }

  private static double entries(Scrape scrape, String type) {
    return scrape.value("latchkey_ledger_entries_total", "type", type);
  }

  private static double requests(Scrape scrape, String status) {
    return scrape.value("latchkey_requests_total", "status", status);
  }
}
