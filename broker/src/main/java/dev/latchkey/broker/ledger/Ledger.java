package dev.latchkey.broker.ledger;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.ledger.TlogProof;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// What there is to know of the ledgers of sessions. A checkpoint is signed when somebody asks for
/// it, over what is durable and stays: whatever happens to the broker, no two that it ever signed
/// contradict each other.
public final class Ledger {
  /// The most entries that are looked through at once.
  public static final int MOST_ENTRIES = 1_000;

  private static final int MOST_PAGE_CHARS = 1_048_576;
  // Beside the text of an entry: the escapes that it needs in JSON, its place and its details.
  private static final int MORE_CHARS = 320;

  private final LedgerStore ledgers;
  private final SessionStore sessions;
  private final BrokerLog log;
  private final String policy;
  private final String origin;
  private final Supplier<LedgerKeys> keys;

  /// @param policy which witnesses there are: text of C2SP tlog-policy, empty if there is none
  /// @param origin the broker's own
  /// @param keys those of the moment
  public Ledger(
      LedgerStore ledgers,
      SessionStore sessions,
      BrokerLog log,
      String policy,
      String origin,
      Supplier<LedgerKeys> keys) {
    this.ledgers = ledgers;
    this.sessions = sessions;
    this.log = log;
    this.policy = policy;
    this.origin = origin;
    this.keys = keys;
  }

  /// Some entries of a ledger.
  ///
  /// @param size how many it has
  /// @param next the index from which to go on
  public record Page(long size, long next, List<StoredEntry> entries) {}

  /// The entries that the caller may see, of those from index `from` on. Hosts and auditors see
  /// all. Others see what statements did, which they know, and what they did themselves or was done
  /// to them; details are told to nobody but their own.
  public Page read(Membership caller, long from, int most) {
    long size = sizeOf(caller.session());
    var seen = new ArrayList<StoredEntry>();
    long next = from;
    int chars = 0;
    for (var entry : ledgers.entries(caller.session(), from, Math.min(most, MOST_ENTRIES))) {
      chars += entry.leaf().length() + MORE_CHARS;
      if (entry.index() >= size || chars > MOST_PAGE_CHARS) {
        break;
      }
      asSeenBy(caller, entry).ifPresent(seen::add);
      next = entry.index() + 1;
    }
    return new Page(size, next, List.copyOf(seen));
  }

  private static Optional<StoredEntry> asSeenBy(Membership caller, StoredEntry stored) {
    if (seesAll(caller)) {
      return Optional.of(stored);
    }
    var entry = LedgerEntry.parse(stored.leaf());
    var member = caller.member().value();
    if (entry.actor().equals(member)) {
      return Optional.of(stored);
    }
    return entry.statement().isPresent() || entry.object().equals(member)
        ? Optional.of(new StoredEntry(stored.index(), stored.leaf(), Optional.empty()))
        : Optional.empty();
  }

  private static boolean seesAll(Membership caller) {
    return caller.role() == Role.HOST || caller.role() == Role.AUDITOR;
  }

  /// The signed checkpoint of the ledger as it is now.
  public String checkpoint(SessionId session) {
    return checkpoint(session, sizeOf(session));
  }

  /// The signed checkpoint of the ledger when it had this size.
  public String checkpoint(SessionId session, long size) {
    var root = ofNodes(session, nodes -> MerkleTree.root(nodes, size));
    return sign(session, size, root);
  }

  private String sign(SessionId session, long size, Bytes root) {
    return new Checkpoint(Checkpoint.sessionOrigin(origin, session), size, root).sign(key(session));
  }

  /// The key that the session has pinned.
  private SigningKey key(SessionId session) {
    var held = keys.get();
    if (held.all().size() == 1) {
      return held.newest();
    }
    return held.find(pinned(session))
        .orElseThrow(() -> new NotFound("its ledger key is not ours any more"));
  }

  private VerifyingKey pinned(SessionId session) {
    var genesis = sessions.entry(session, 0).orElseThrow(() -> new NotFound("the session is gone"));
    if (StatementEntry.parse(genesis).statement() instanceof Statement.Genesis it) {
      return it.ledgerKey();
    }
    throw new IllegalStateException("every log begins with a genesis");
  }

  /// Shows that the entry is in the tree of this size.
  ///
  /// @param treeSize that of the ledger now, if none is given
  public List<Bytes> inclusion(SessionId session, long index, OptionalLong treeSize) {
    long size = within(session, treeSize);
    if (index >= size) {
      throw new BadRequest("index: want one below the size");
    }
    return ofNodes(session, nodes -> MerkleTree.inclusionPath(nodes, index, size));
  }

  /// Shows that the tree of size `from` is the beginning of a later one.
  ///
  /// @param to the size of the later one, that of the ledger now if none is given
  public List<Bytes> consistency(SessionId session, long from, OptionalLong to) {
    long size = within(session, to);
    if (from < 1 || from > size) {
      throw new BadRequest("from: want 1 to the later size");
    }
    return ofNodes(session, nodes -> MerkleTree.consistencyPath(nodes, from, size));
  }

  /// An audit path and the root that it leads to.
  private record Proven(List<Bytes> path, Bytes root) {}

  /// What shows that the statement at this position has its entry.
  public Receipt receipt(SessionId session, int position) {
    long size = sizeOf(session);
    long index =
        ledgers.indexOf(session, position).orElseThrow(() -> new NotFound("the session is gone"));
    var entry = ledgers.entries(session, index, 1);
    if (entry.isEmpty()) {
      throw new NotFound("the session is gone");
    }
    var proven =
        ofNodes(
            session,
            nodes ->
                new Proven(
                    MerkleTree.inclusionPath(nodes, index, size), MerkleTree.root(nodes, size)));
    var proof = new TlogProof(index, proven.path(), sign(session, size, proven.root()));
    return new Receipt(entry.getFirst().leaf(), proof.text());
  }

  /// Everything that is needed to check the ledger as it is now. For hosts and auditors.
  public LedgerExport export(Membership caller) {
    if (!seesAll(caller)) {
      throw new RoleForbidden();
    }
    return export(caller.session());
  }

  /// The same for whoever runs the broker.
  public LedgerExport export(SessionId session) {
    long size = sizeOf(session);
    return new LedgerExport(
        ledgers,
        sessions,
        session,
        log,
        log.key(key(session).verifyingKey()),
        policy,
        origin,
        size,
        ofSize -> checkpoint(session, ofSize));
  }

  private long within(SessionId session, OptionalLong wanted) {
    long size = sizeOf(session);
    if (wanted.orElse(size) > size) {
      throw new BadRequest("want at most the size of the ledger");
    }
    return wanted.orElse(size);
  }

  private long sizeOf(SessionId session) {
    long size = ledgers.size(session);
    if (size == 0) {
      throw new NotFound("the session is gone");
    }
    return size;
  }

  private <T> T ofNodes(SessionId session, Function<TreeNodes, T> calculation) {
    try {
      return ledgers.ofNodes(session, calculation);
    } catch (NoSuchElementException e) {
      throw new NotFound("the session is gone");
    }
  }
}
