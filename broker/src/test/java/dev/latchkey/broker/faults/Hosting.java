package dev.latchkey.broker.faults;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.broker.history.Operation;
import dev.latchkey.broker.history.Outcome;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a host states, again until the log has it.
final class Hosting {
  private static final int TRIES = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HostDevice host;
  private final Caller caller;
  private final Story story;

  Hosting(HostDevice host, Caller caller, Story story) {
    this.host = host;
    this.caller = caller;
    this.story = story;
  }

  TestInvite invite(String name, int uses) {
    var secret = InviteSecret.random(RANDOM);
    var stated =
        state(
            new Operation.Invite(name, uses),
            () -> host.invitation(secret, Role.EDITOR, uses, Duration.ofDays(1)),
            host::register);
    return TestInvite.of(host.session(), secret, Role.EDITOR, stated, 0);
  }

  void revoke(String name, TestInvite invite) {
    var _ =
        state(
            new Operation.Revoke(name),
            () -> HostDevice.bare(host.revocation(invite.id())),
            host::state);
  }

  void remove(String name, TestDevice member) {
    var _ =
        state(
            new Operation.Remove(name),
            () -> host.changeAt(heads()).removing(member).body(),
            body -> host.call("DELETE", host.memberPath(member), body));
  }

  private ChannelHead[] heads() {
    var path = host.path("/channels/0?after=" + story.head());
    long head = until(() -> host.get(path)).require(200).json().get("head").asLong();
    return head == 0
        ? new ChannelHead[0]
        : new ChannelHead[] {new ChannelHead(0, head, Bytes.of(new byte[32]))};
  }

  /// @return the statement that stands in the log
  private String state(
      Operation operation,
      Supplier<Map<String, Object>> draft,
      Function<Map<String, Object>, Answer> sending) {
    var stated = new String[1];
    var _ =
        story.record(
            operation,
            () -> {
              stated[0] = stated(draft, sending);
              return new Outcome.Done();
            });
    return stated[0];
  }

  private String stated(
      Supplier<Map<String, Object>> draft, Function<Map<String, Object>, Answer> sending) {
    var tried = new HashMap<String, Integer>();
    while (true) {
      follow();
      for (var earlier : tried.entrySet()) {
        if (entry(earlier.getValue()).equals(earlier.getKey())) {
          return earlier.getKey();
        }
      }
      int position = host.roster().size();
      var body = draft.get();
      if (host.roster().size() == position) {
        var statement = (String) body.get("statement");
        tried.put(statement, position);
        var answer = caller.ask(TRIES, () -> sending.apply(body));
        if (answer.isPresent() && answer.get().status() / 100 == 2) {
          follow();
          return statement;
        }
        if (answer.isPresent() && answer.get().status() != 409) {
          throw new AssertionError(answer.get().text());
        }
      }
      Story.pause();
    }
  }

  private void follow() {
    while (caller.follow(TRIES).isEmpty()) {
      Story.pause();
    }
  }

  private String entry(int position) {
    var news = until(() -> host.get(host.path("/members?after=" + position))).require(200);
    return news.json().path("statements").path(0).asText();
  }

  private Answer until(Supplier<Answer> question) {
    while (true) {
      var answer = caller.ask(TRIES, question);
      if (answer.isPresent()) {
        return answer.get();
      }
      Story.pause();
    }
  }
}
