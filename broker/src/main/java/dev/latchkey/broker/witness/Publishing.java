package dev.latchkey.broker.witness;

import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.NoteSignature;
import dev.latchkey.crypto.ledger.SignatureKey;
import dev.latchkey.crypto.ledger.SignedNote;
import dev.latchkey.crypto.ledger.WitnessPolicy;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Brings the ledgers into the broker-wide log once a second, and its checkpoints before the
/// witnesses and to the readers: one after the other, so that all witnesses sign the same one. A
/// checkpoint is published as soon as it has the policy's quorum, when nobody is awaited any more,
/// and after ten seconds in any case. Nothing else ever waits for a witness.
public final class Publishing implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Publishing.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BrokerLog log;
  private final WitnessPolicy policy;
  private final Optional<WitnessClient> client;
  private final List<Witness> witnesses;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("publishing").factory());
  private volatile boolean isContinued = true;
  private volatile long unpublished;
  private Proposal proposal;
  private boolean leading;
  private boolean isClosed;

  /// @param executor asks witnesses, each in a task of its own
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Publishing(BrokerLog log, WitnessPolicy policy, Executor executor, LongSupplier nanoTime) {
    this.log = log;
    this.policy = policy;
    this.executor = executor;
    this.nanoTime = nanoTime;
    var callable = policy.witnesses().stream().filter(it -> !it.url().isEmpty()).toList();
    this.client = callable.isEmpty() ? Optional.empty() : Optional.of(new WitnessClient());
    this.witnesses =
        callable.stream()
            .map(it -> new Witness(it.key(), URI.create(it.url()), log, client.orElseThrow()))
            .toList();
    this.proposal = published();
  }

  public void start() {
    var _ = rounds.scheduleWithFixedDelay(this::tryRound, 1, 1, TimeUnit.SECONDS);
  }

  /// Whether the last round did what it should.
  public boolean isContinued() {
    return isContinued;
  }

  /// How many entries of the log readers did not have yet after the last round.
  public long unpublished() {
    return unpublished;
  }

  /// Enters what has grown, and asks whom there is to ask, if no other broker on the store does.
  public void round() {
    if (!leads()) {
      return;
    }
    log.enter();
    for (var question : questions()) {
      executor.execute(() -> ask(question));
    }
    unpublished = log.unpublished();
  }

  /// Goes on from what another broker has published, if that one did it until now.
  private synchronized boolean leads() {
    boolean before = leading;
    leading = log.lead();
    if (leading && !before) {
      proposal = published();
    }
    return leading;
  }

  private Proposal proposal(Checkpoint checkpoint, long now) {
    return new Proposal(
        checkpoint, SignedNote.parse(log.sign(checkpoint)), Set.copyOf(log.keys()), now);
  }

  private record Question(Witness witness, Proposal proposal) {}

  private synchronized List<Question> questions() {
    long now = nanoTime.getAsLong();
    if (proposal.isAwaiting()
        && !proposal.isPublished()
        && now - proposal.since() < PATIENCE.toNanos()) {
      return List.of();
    }
    publish();
    if (log.size() > proposal.checkpoint().size()) {
      proposal = proposal(log.newest(), now);
    } else if (!proposal.signers().containsAll(log.keys())) {
      proposal = proposal(proposal.checkpoint(), now);
    }
    var asked = proposal;
    var due =
        witnesses.stream()
            .filter(it -> !asked.signers().contains(it.key()) && it.isDueAt(now))
            .filter(_ -> asked.checkpoint().size() > 0)
            .toList();
    due.forEach(
        it -> {
          it.asked();
          asked.await(it);
        });
    publishIfDecided();
    return due.stream().map(it -> new Question(it, asked)).toList();
  }

  private void ask(Question question) {
    Optional<NoteSignature> signature = Optional.empty();
    try {
      signature = question.witness.cosign(question.proposal.checkpoint());
    } catch (IOException | StoreFailedException e) {
      LOG.log(Level.DEBUG, "a witness was not asked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      answered(question, signature);
    }
  }

  private synchronized void answered(Question question, Optional<NoteSignature> signature) {
    if (isClosed) {
      return;
    }
    var witness = question.witness;
    witness.answered(signature.isPresent(), nanoTime.getAsLong());
    question.proposal.answered(witness);
    signature.ifPresent(it -> question.proposal.add(witness, it));
    if (question.proposal == proposal) {
      publishIfDecided();
    }
  }

  private void publishIfDecided() {
    if (!proposal.isAwaiting() || proposal.isPublished() || policy.isMetBy(proposal.signers())) {
      publish();
    }
  }

  private void publish() {
    log.publish(proposal.checkpoint(), proposal.note().text());
    proposal.published();
  }

  private void tryRound() {
    try {
      round();
      isContinued = true;
    } catch (RuntimeException e) {
      // A round that threw would be the last one.
      isContinued = false;
      LOG.log(Level.ERROR, "the log of the broker was not continued", e);
    }
  }

  /// What readers have from before this start, with the signatures that it has.
  private Proposal published() {
    var note = SignedNote.parse(log.published());
    var keys = new ArrayList<SignatureKey>();
    keys.addAll(log.keys());
    policy.witnesses().forEach(it -> keys.add(it.key()));
    return new Proposal(
        Checkpoint.parse(note.body()), note, note.signers(keys), nanoTime.getAsLong());
  }

  /// Nobody is asked any more, and what a witness still answers changes nothing.
  @Override
  public void close() {
    rounds.close();
    synchronized (this) {
      isClosed = true;
    }
    client.ifPresent(WitnessClient::close);
  }
}
