package dev.latchkey.broker;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.StatementException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// A refusal that a caller is told about. Every kind has one row in PROTOCOL.md §1.1; what a kind
/// carries is all that may leave the broker. Messages never hold input, tokens or keys.
public abstract sealed class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;

  // A refusal is an ordinary outcome: nobody reads its stack trace.
  private BrokerException(String detail) {
    super(detail, null, false, false);
    this.detail = detail;
  }

  public final String detail() {
    return detail;
  }

  /// The body or a parameter breaks its format. The caller is told which rule.
  public static final class BadRequest extends BrokerException {
    public BadRequest(String detail) {
      super(detail);
    }

    public BadRequest(FormatException broken) {
      super(String.valueOf(broken.getMessage()));
    }
  }

  /// A statement breaks a rule of FORMATS.md §7. The caller is told which one.
  public static final class StatementInvalid extends BrokerException {
    public StatementInvalid(String detail) {
      super(detail);
    }

    public StatementInvalid(FormatException broken) {
      super(String.valueOf(broken.getMessage()));
    }

    public StatementInvalid(StatementException broken) {
      super(broken.reason().wire());
    }
  }

  /// An access token, proof or refresh token is refused. The detail is for the log alone.
  public static final class TokenInvalid extends BrokerException {
    public TokenInvalid(String detail) {
      super(detail);
    }
  }

  /// A proof without the nonce of now.
  public static final class NonceRequired extends BrokerException {
    public NonceRequired() {
      super("the proof has no current nonce");
    }
  }

  public static final class CreationTokenRequired extends BrokerException {
    public CreationTokenRequired() {
      super("no creation token, or another one");
    }
  }

  /// A member, but not with a role that may do this.
  public static final class RoleForbidden extends BrokerException {
    public RoleForbidden() {
      super("the role does not allow this");
    }
  }

  /// The uniform refusal. The detail is for the log alone.
  public static final class NotFound extends BrokerException {
    public NotFound(String detail) {
      super(detail);
    }
  }

  public static final class MethodNotAllowed extends BrokerException {
    private final transient Set<String> allowed;

    public MethodNotAllowed(Set<String> allowed) {
      super("the path does not have this method");
      this.allowed = Set.copyOf(allowed);
    }

    public Set<String> allowed() {
      return allowed;
    }
  }

  public static final class SessionExists extends BrokerException {
    public SessionExists() {
      super("the session is live already");
    }
  }

  /// Told only to members, and to a joiner whose signature by the invite key is valid.
  public static final class SessionEnded extends BrokerException {
    public SessionEnded() {
      super("the session has ended");
    }
  }

  /// Somebody has filled the slot of the rendezvous with something else.
  public static final class SlotTaken extends BrokerException {
    public SlotTaken() {
      super("the slot is taken");
    }
  }

  /// The statement log has moved; it has `size` entries now.
  public static final class StatementConflict extends BrokerException {
    private final int size;

    public StatementConflict(int size) {
      super("the statement does not follow the newest entry");
      this.size = size;
    }

    public int size() {
      return size;
    }
  }

  /// The channels have other heads than the statement closes them at: `heads`, of all that were
  /// written.
  public static final class HeadsMoved extends BrokerException {
    private final transient Map<Integer, Long> heads;

    public HeadsMoved(Map<Integer, Long> heads) {
      super("the channels have other heads");
      this.heads = Map.copyOf(heads);
    }

    public Map<Integer, Long> heads() {
      return heads;
    }
  }

  /// Told only to a joiner whose signature by the invite key is valid.
  public static final class InviteRefused extends BrokerException {
    /// Why the invite admits nobody.
    public enum Reason {
      USED,
      EXPIRED,
      REVOKED,
      CHANGED
    }

    private final Reason reason;

    public InviteRefused(Reason reason) {
      super("the invite is " + reason);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /// A host has turned the caller down. Told only to a joiner whose signature by the invite key
  /// is valid.
  public static final class JoinDeclined extends BrokerException {
    public JoinDeclined() {
      super("the host has declined the join");
    }
  }

  public static final class SessionFull extends BrokerException {
    public SessionFull() {
      super("the session has its most members");
    }
  }

  public static final class CounterUsed extends BrokerException {
    public CounterUsed() {
      super("the counter is not above the last of its instance");
    }
  }

  public static final class EpochClosed extends BrokerException {
    public EpochClosed() {
      super("the frame is not of the current epoch");
    }
  }

  /// The condition of a write does not hold; the channel's head is `head`.
  public static final class HeadMoved extends BrokerException {
    private final long head;

    public HeadMoved(long head) {
      super("the channel has moved");
      this.head = head;
    }

    public long head() {
      return head;
    }
  }

  public static final class PayloadTooLarge extends BrokerException {
    public PayloadTooLarge() {
      super("the body is larger than the broker takes");
    }
  }

  public static final class UnsupportedMediaType extends BrokerException {
    public UnsupportedMediaType() {
      super("the body is not JSON");
    }
  }

  /// The address speaks another protocol only.
  public static final class UpgradeRequired extends BrokerException {
    public UpgradeRequired() {
      super("no WebSocket was asked for");
    }
  }

  /// A bucket is empty.
  public static final class RateLimited extends BrokerException {
    private final String policy;
    private final int quota;
    private final transient Duration window;
    private final transient Duration wait;

    /// @param policy name of the limit, and with `quota` per `window` what it grants
    /// @param wait after this long the same call can succeed
    public RateLimited(String policy, int quota, Duration window, Duration wait) {
      super("the limit " + policy + " is reached");
      this.policy = policy;
      this.quota = quota;
      this.window = window;
      this.wait = wait;
    }

    public String policy() {
      return policy;
    }

    public int quota() {
      return quota;
    }

    public Duration window() {
      return window;
    }

    public Duration waitFor() {
      return wait;
    }
  }

  /// Too many bodies are being received.
  public static final class Overloaded extends BrokerException {
    public Overloaded() {
      super("what is held in memory for callers fills its place");
    }
  }

  /// The broker is stopping.
  public static final class Draining extends BrokerException {
    public Draining() {
      super("the broker is stopping");
    }
  }

  /// The network has as many sessions as it may have.
  public static final class TooManySessions extends BrokerException {
    public TooManySessions() {
      super("the network has as many sessions as it may have");
    }
  }

  public static final class SessionStorageFull extends BrokerException {
    public SessionStorageFull() {
      super("the session's stored bytes reach the limit");
    }
  }
}
