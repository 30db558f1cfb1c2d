package dev.latchkey.broker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.history.Operation;
import dev.latchkey.broker.history.Outcome;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// A member who writes and reads, until it is removed or all is over.
final class Writer {
  private static final int TRIES = 12;

  private final String name;
  private final RosterDevice device;
  private final Caller caller;
  private final Story story;
  private final Map<MemberId, String> names;
  private final Random random;
  private int written;

  /// @param names of all members
  Writer(
      String name,
      RosterDevice device,
      List<TestBroker> brokers,
      Story story,
      Map<MemberId, String> names,
      Random random) {
    this.name = name;
    this.device = device;
    this.caller = new Caller(brokers, device, random.nextInt(brokers.size()));
    this.story = story;
    this.names = names;
    this.random = random;
  }

  String name() {
    return name;
  }

  RosterDevice device() {
    return device;
  }

  Caller caller() {
    return caller;
  }

  void work() {
    boolean refused = false;
    while (!story.isOver() && !refused) {
      refused = step();
      Story.pause();
    }
  }

  /// @return whether the member may do nothing any more
  boolean step() {
    return switch (random.nextInt(8)) {
      case 0 -> look() instanceof Outcome.Refused;
      case 1, 2 -> read(Math.max(0, (int) story.head() - random.nextInt(4)));
      default -> append();
    };
  }

  /// @return whether it was refused
  private boolean append() {
    var value = name + " " + written++;
    var frame = device.seal(FrameKind.APPEND, 0, value);
    story.name(TestDevice.text(frame), value);
    // Some give up where others would ask again, and never learn what has become of it.
    int tries = random.nextInt(10) == 0 ? 1 : TRIES;
    var refused = new boolean[2];
    story.recordIfAny(
        new Operation.Append(name, value),
        () -> {
          var answer = append(frame, tries);
          refused[0] = answer.equals(Optional.of(new Outcome.Refused()));
          refused[1] = answer.isEmpty();
          return answer;
        });
    return refused[1] ? look() instanceof Outcome.Refused : refused[0];
  }

  private Optional<Outcome> append(Frame frame, int tries) {
    var answer = caller.ask(tries, () -> device.append(0, frame));
    if (answer.isEmpty()) {
      return Optional.of(new Outcome.Unknown());
    }
    return switch (answer.get().status()) {
      case 201 -> Optional.of(new Outcome.At(answer.get().json().get("seq").asLong()));
      case 404 -> Optional.of(new Outcome.Refused());
      case 409 -> {
        assertThat(answer.get().code()).isEqualTo("epoch_closed");
        // It never gets in: there is a new key to seal with.
        yield Optional.empty();
      }
      default -> throw unexpected(answer.get());
    };
  }

  private boolean read(int after) {
    var refused = new boolean[1];
    story.recordIfAny(
        new Operation.Read(name, after),
        () -> {
          var outcome = values(after);
          refused[0] = outcome.equals(Optional.of(new Outcome.Refused()));
          return outcome;
        });
    return refused[0];
  }

  private Optional<Outcome> values(int after) {
    var answer = caller.ask(TRIES, () -> device.get(device.path("/channels/0?after=" + after)));
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    return switch (answer.get().status()) {
      case 200 -> Optional.of(new Outcome.Values(frames(answer.get())));
      case 404 -> Optional.of(new Outcome.Refused());
      default -> throw unexpected(answer.get());
    };
  }

  /// The values of all frames, read a page at a time.
  List<String> readAll() {
    var all = new ArrayList<String>();
    boolean more;
    do {
      var path = device.path("/channels/0?after=" + all.size());
      var page = caller.ask(TRIES, () -> device.get(path)).orElseThrow().require(200);
      all.addAll(frames(page));
      more = page.json().get("more").asBoolean();
    } while (more);
    return all;
  }

  private List<String> frames(Answer page) {
    var values = new ArrayList<String>();
    page.json().get("frames").forEach(it -> values.add(story.valueOf(it.get("frame").asText())));
    return values;
  }

  /// Reads who is in, and gets the newest key.
  Outcome look() {
    return story.record(
        new Operation.Look(name),
        () -> {
          var answer = caller.follow(TRIES);
          if (answer.isEmpty()) {
            return new Outcome.Unknown();
          }
          return switch (answer.get().status()) {
            case 200 -> new Outcome.Members(present());
            case 404 -> new Outcome.Refused();
            default -> throw unexpected(answer.get());
          };
        });
  }

  private Set<String> present() {
    return device.roster().members().stream()
        .filter(Member::active)
        .map(it -> names.getOrDefault(it.id(), "somebody"))
        .collect(Collectors.toSet());
  }

  private static AssertionError unexpected(Answer answer) {
    return new AssertionError(answer.status() + " " + answer.text());
  }
}
