package dev.latchkey.broker.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;

/// A session of which tests read the ledger.
abstract class LedgerReading {
  final TestBroker broker = TestBroker.inMemory();
  final HostDevice host = broker.host();

  @AfterEach
  void stop() {
    broker.close();
  }

  /// Every kind of statement once.
  void runACourse() {
    joined(Role.EDITOR).moveTo(broker.guest());
    var invite =
        host.extend(host.invite(Role.EDITOR, 1, Duration.ofDays(1)), 3, Duration.ofDays(2));
    var editor = joined(Role.EDITOR);
    broker.guest().join(invite).require(201);
    var waiting = broker.guest();
    var knock = host.inviteToKnock(Role.EDITOR, 2);
    waiting.join(knock).require(202);
    host.answerKnock(waiting);
    host.state(host.admission(waiting)).require(201);
    var declined = broker.guest();
    declined.join(knock).require(202);
    host.decline(declined);
    host.changeRole(editor, Role.VIEWER);
    host.compare(editor, true).require(201);
    host.compare(editor, false).require(201);
    host.remove(waiting);
    host.revoke(invite.id()).require(201);
    host.freeze(true);
    host.freeze(false);
    host.end();
  }

  GuestDevice joined(Role role) {
    var guest = broker.guest();
    guest.join(host.invite(role)).require(201);
    return guest;
  }

  Checkpoint checkpoint(RosterDevice device) {
    var path = device.path("/ledger/checkpoint");
    return open(device.get(path).require(200).get("checkpoint"), device);
  }

  /// The checkpoint, if it is signed by the key that the genesis pins.
  Checkpoint open(String note, RosterDevice device) {
    var origin = Checkpoint.sessionOrigin(broker.origin(), device.session());
    return Checkpoint.open(note, new NoteKey(origin, device.follow().ledgerKey()));
  }

  static JsonNode page(TestDevice device, String query) {
    return device.get(device.path("/ledger" + query)).require(200).json();
  }

  /// With the entry of this reading: of the next ones there is none.
  List<LedgerEntry> entries(TestDevice device) {
    var _ = page(device, "");
    broker.services().notices().settle();
    return texts(page(device, "").get("entries"));
  }

  static List<LedgerEntry> texts(JsonNode entries) {
    return StreamSupport.stream(entries.spliterator(), false)
        .map(it -> LedgerEntry.parse(it.get("entry").asText()))
        .toList();
  }

  static List<String> statements(TestDevice device) {
    var statements = device.get(device.path("/members")).require(200).json().get("statements");
    return StreamSupport.stream(statements.spliterator(), false).map(JsonNode::asText).toList();
  }
}
