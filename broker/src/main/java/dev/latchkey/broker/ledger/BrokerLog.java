package dev.latchkey.broker.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.InvalidNoteException;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The one log of the broker, whose entries are checkpoints of sessions' ledgers: whoever watches
/// it, as witnesses do, watches them all. C2SP tlog-tiles v0.1.0; PROTOCOL.md §11.
///
/// An entry is on the disk before a checkpoint over it is signed, and entries are never changed; so
/// any two checkpoints that were ever signed are consistent, wherever the broker was stopped.
public final class BrokerLog {
  /// Hashes in a full tile, entries in a full bundle.
  public static final int TILE_WIDTH = 256;

  private static final int TILE_HEIGHT = 8;
  private static final int MOST_LOGGED = 1_000;
  private static final int MOST_ENTRIES_AT_ONCE = 1_024; // other writes wait behind each step

  private final LogStore store;
  private final LedgerStore ledgers;
  private final String brokerOrigin;
  private final Supplier<LedgerKeys> ledgerKeys;
  private final String name;
  private volatile Published published;
  private boolean leading;

  private record Published(Checkpoint checkpoint, String note) {}

  /// Throws [StoreFailedException] if the entries are not those of the checkpoint that was kept:
  /// whatever would be signed over them would contradict it.
  ///
  /// @param brokerOrigin the address of the broker
  /// @param ledgerKeys those of the moment
  public BrokerLog(
      LogStore store, LedgerStore ledgers, String brokerOrigin, Supplier<LedgerKeys> ledgerKeys) {
    this.store = store;
    this.ledgers = ledgers;
    this.brokerOrigin = brokerOrigin;
    this.ledgerKeys = ledgerKeys;
    this.name = Checkpoint.logOrigin(brokerOrigin);
    this.published = store.checkpoint().map(this::kept).orElseGet(() -> signed(newest()));
  }

  /// The log's name and newest key, for whoever checks its checkpoints.
  public NoteKey key() {
    return keys().getFirst();
  }

  /// The log's name with this key of ours.
  NoteKey key(VerifyingKey key) {
    return new NoteKey(name, key);
  }

  /// All keys that sign the log, the newest first. Each session has pinned one of them.
  public List<NoteKey> keys() {
    return ledgerKeys.get().all().stream().map(it -> key(it.verifyingKey())).toList();
  }

  /// Whether this broker is to continue the log. Of several on one store one is; the others give
  /// their readers what that one has published.
  public synchronized boolean lead() {
    boolean leads = store.lead();
    if (!leads || !leading) {
      store
          .checkpoint()
          .filter(note -> !note.equals(published.note))
          .ifPresent(note -> published = kept(note));
    }
    leading = leads;
    return leads;
  }

  /// Enters the newest checkpoint of every session whose ledger has grown.
  public synchronized void enter() {
    List<LogEntry> entries;
    do {
      entries = store.grown(MOST_ENTRIES_AT_ONCE).stream().flatMap(this::entry).toList();
      if (!entries.isEmpty()) {
        store.append(entries);
      }
    } while (entries.size() == MOST_ENTRIES_AT_ONCE);
  }

  /// Entries in the log.
  public long size() {
    return store.size();
  }

  /// How many entries readers do not have yet.
  public long unpublished() {
    return store.size() - published.checkpoint.size();
  }

  /// The checkpoint over all entries.
  public Checkpoint newest() {
    return at(store.size());
  }

  /// Signs a checkpoint that [#newest] gave, with all keys.
  public String sign(Checkpoint checkpoint) {
    return checkpoint.sign(ledgerKeys.get().all());
  }

  /// Gives this checkpoint to readers from now on, if there is none of more entries.
  ///
  /// @param note the same with its signatures
  public synchronized void publish(Checkpoint checkpoint, String note) {
    if (checkpoint.size() >= published.checkpoint.size() && !note.equals(published.note)) {
      store.keepCheckpoint(note);
      published = new Published(checkpoint, note);
    }
  }

  /// The checkpoint for readers, with its signatures.
  public String published() {
    return published.note;
  }

  /// The consistency proof between two sizes of the log, neither zero nor beyond its end.
  public List<Bytes> consistency(long from, long to) {
    return MerkleTree.consistencyPath(store.nodes(), from, to);
  }

  /// Hashes of a tile, one after the other; empty if the log has not all of them.
  ///
  /// @param width how many, 1 to 256
  public Optional<byte[]> tile(int level, long number, int width) {
    int height = level * TILE_HEIGHT;
    long available = height < Long.SIZE ? store.size() >>> height : 0;
    if (!isWithin(available, number, width)) {
      return Optional.empty();
    }
    var hashes = store.nodes(height, number * TILE_WIDTH, width);
    return Optional.of(
        Bytes.concat(hashes.stream().map(Bytes::toByteArray).toArray(byte[][]::new)).toByteArray());
  }

  /// Entries, each behind its length in two bytes; empty if the log has not all of them.
  ///
  /// @param width how many, 1 to 256
  public Optional<byte[]> bundle(long number, int width) {
    if (!isWithin(store.size(), number, width)) {
      return Optional.empty();
    }
    var bundle = new ByteArrayOutputStream();
    for (var text : store.entries(number * TILE_WIDTH, width)) {
      bundle.write(text.size() >>> 8);
      bundle.write(text.size());
      bundle.writeBytes(text.toByteArray());
    }
    return Optional.of(bundle.toByteArray());
  }

  /// What of the session is in the log as it was last published: the newest thousand entries.
  public LoggedCheckpoints logged(SessionId session) {
    var now = published;
    long size = now.checkpoint.size();
    var entries =
        store.logged(session, MOST_LOGGED).stream().filter(it -> it.index() < size).toList();
    return new LoggedCheckpoints(now.note, size, entries);
  }

  /// The inclusion proof of an entry in the log of this size.
  public List<Bytes> inclusion(long index, long size) {
    return MerkleTree.inclusionPath(store.nodes(), index, size);
  }

  private static boolean isWithin(long available, long number, int width) {
    return number <= (available - width) / TILE_WIDTH && number * TILE_WIDTH + width <= available;
  }

  /// Nothing for a session that is gone by now.
  private Stream<LogEntry> entry(Grown grown) {
    try {
      var root = ledgers.<Bytes>ofNodes(grown.session(), it -> MerkleTree.root(it, grown.size()));
      var origin = Checkpoint.sessionOrigin(brokerOrigin, grown.session());
      var text = new Checkpoint(origin, grown.size(), root).body();
      return Stream.of(new LogEntry(grown.session(), grown.size(), Bytes.of(text.getBytes(UTF_8))));
    } catch (NoSuchElementException e) {
      return Stream.empty();
    }
  }

  private Checkpoint at(long size) {
    return new Checkpoint(name, size, MerkleTree.root(store.nodes(), size));
  }

  private Published signed(Checkpoint checkpoint) {
    return new Published(checkpoint, sign(checkpoint));
  }

  private Published kept(String note) {
    return opened(note)
        .map(checkpoint -> new Published(continued(checkpoint), note))
        .orElseGet(() -> signed(newest()));
  }

  /// Empty for the checkpoint of another log: that of a broker with another address or other keys.
  private Optional<Checkpoint> opened(String note) {
    return keys().stream().flatMap(key -> opened(note, key).stream()).findFirst();
  }

  private static Optional<Checkpoint> opened(String note, NoteKey key) {
    try {
      return Optional.of(Checkpoint.open(note, key));
    } catch (InvalidNoteException e) {
      return Optional.empty();
    }
  }

  private Checkpoint continued(Checkpoint checkpoint) {
    if (checkpoint.size() > store.size() || !checkpoint.equals(at(checkpoint.size()))) {
      throw new StoreFailedException(
          "the log in the store does not continue what was signed: restore the newest copy of it");
    }
    return checkpoint;
  }
}
