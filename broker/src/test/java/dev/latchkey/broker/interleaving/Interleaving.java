package dev.latchkey.broker.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.interleaving.ChannelCopy.Verdict;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.seal.Frame;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// One session of two hosts and some clients who do at random what they may, and sometimes what
/// they may not, each by what it knows, which is often not the newest. Which act comes next follows
/// from the seed alone.
///
/// Over 400 lines, because every act is checked against the same few things that it may change.
final class Interleaving {
  private static final int STEPS = 90;
  private static final int MOST_OPEN_INVITES = 3;
  private static final int MOST_CONNECTIONS = 7;
  private static final int SETTLING_ROUNDS = 12;
  private static final List<Integer> CHANNELS = List.of(0, 7);
  // So that nothing is held back any more: a hold would wait for another thread.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Stage stage;
  private final Services broker;
  private final Random random;
  private final Readings readings = new Readings();
  private final Truth truth = new Truth();
  private final Tally tally;
  private final SessionId session;
  private final List<Person> people = new ArrayList<>();
  private final List<InviteSecret> secrets = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<Person, Act> acts = new HashMap<>();
  private final Map<Person, Integer> connections = new HashMap<>();
  private final Set<MemberId> knocked = new HashSet<>();
  private final List<String> trace = new ArrayList<>();
  private int edits;

  Interleaving(Stage stage, long seed, Map<String, Integer> counts) {
    this.stage = stage;
    this.broker = stage.services();
    this.random = new Random(seed);
    this.tally = new Tally(counts);
    this.session = begin(Device.ALL.getFirst());
  }

  /// What was done, one act per line.
  List<String> trace() {
    return trace;
  }

  void run() {
    bringIn(Role.HOST, 1);
    bringIn(Role.EDITOR, 3);
    for (int i = 0; i < STEPS; i++) {
      stage.clock().advance(PAUSE);
      if (random.nextInt(3) == 0) {
        stage.meanwhile(this::doSomethingQuick);
      }
      doSomething();
      stage.settle();
    }
    settle();
    check();
  }

  private SessionId begin(Device device) {
    var random = new SecureRandom();
    var draft = broker.sessions().draft(device.signingKey().verifyingKey());
    var genesis =
        new Statement.Genesis(
            draft.session(),
            draft.salt(),
            device.signingKey().verifyingKey(),
            device.wrapKey().publicKey(),
            draft.origin(),
            draft.ledgerKey(),
            draft.challenge());
    var genesisText = StatementWriter.write(genesis, device.signingKey());
    var begun = Roster.begin(draft.session()).apply(StatementEntry.parse(genesisText));
    var key = EpochKey.generate(random);
    var epoch =
        new Statement.NewEpoch(
            1, key.commitment(draft.session(), 1), List.of(device.id()), List.of());
    var change =
        new Statement.Change(
            begun.nextAct(device.id(), List.of(), TreeHead.EMPTY),
            Optional.of(epoch),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var place = new EpochKeyWrap(draft.session(), 1, RecipientKind.MEMBER, device.publicKeys());
    broker
        .sessions()
        .begin(
            draft.session(),
            Arrival.CALLER,
            Provenance.NONE,
            genesisText,
            StatementWriter.write(change, device.signingKey()),
            Bytes.of(place.seal(key, random)));
    truth.enters(device.id(), Role.HOST);
    var host = newPerson(draft.session());
    host.connect();
    host.readLog();
    return draft.session();
  }

  private Person newPerson(SessionId sid) {
    int number = people.size();
    var person =
        new Person("person " + number, Device.ALL.get(number), sid, broker, readings, truth, tally);
    people.add(person);
    return person;
  }

  private void bringIn(Role role, int count) {
    var host = people.getFirst();
    host.readLog();
    acts.put(host, new Hosting(host).invite(stage.clock(), role, count, false, secrets::add));
    submit(host);
    acts.clear();
    for (int i = 0; i < count; i++) {
      arrive(secrets.getLast());
    }
    arrivals.removeIf(it -> it.submit(broker, truth, tally, true));
    secrets.clear();
  }

  private void doSomething() {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> edit();
      case 3, 4 -> push();
      case 5, 6 -> anyone().ifPresent(this::readLog);
      case 7, 8, 9 -> anyone().ifPresent(it -> readChannel(it, one(CHANNELS)));
      case 10, 11, 12, 13 -> draft(random.nextInt(3) > 0);
      case 14, 15 -> submitAny();
      case 16 -> any(secrets).ifPresent(this::arrive);
      case 17 -> tryToEnter();
      case 18 -> reconnect();
      default -> intrude();
    }
  }

  private void doSomethingQuick() {
    tally.count("meanwhile");
    switch (random.nextInt(6)) {
      case 0 -> push();
      case 1 -> tryToEnter();
      case 2 -> submitAny();
      default -> draft(true);
    }
  }

  private int byAge(Person one, Person other) {
    return Integer.compare(people.indexOf(one), people.indexOf(other));
  }

  private void submitAny() {
    any(acts.keySet().stream().sorted(this::byAge).toList()).ifPresent(this::submit);
  }

  private void edit() {
    anyone(it -> it.role().filter(Role.VIEWER::equals).isEmpty())
        .ifPresent(
            it -> {
              note(it + " edits " + edits);
              it.enqueue(new Person.Job.Edit(one(CHANNELS), edits++, random.nextInt(4) == 0));
              push(it);
            });
  }

  private void push() {
    anyone(Person::hasUnsent).ifPresent(this::push);
  }

  private void push(Person person) {
    boolean answered = random.nextInt(6) > 0;
    note(person + (answered ? " pushes" : " pushes and is cut off"));
    person.push(answered);
  }

  private void readLog(Person person) {
    note(person + " reads the log");
    try {
      person.readLog();
    } catch (NotFound e) {
      assertThat(truth.active()).as("may read").doesNotContainKey(person.id());
    }
  }

  private void readChannel(Person person, int channel) {
    note(person + " reads channel " + channel);
    try {
      person.readChannel(channel);
    } catch (NotFound | RoleForbidden e) {
      var role = truth.active().get(person.id());
      assertThat(role == null || role == Role.AUDITOR).as("%s may not read", person).isTrue();
    }
  }

  private void reconnect() {
    anyone(it -> connections.getOrDefault(it, 0) < MOST_CONNECTIONS)
        .filter(it -> truth.active().containsKey(it.id()))
        .ifPresent(
            it -> {
              note(it + " reconnects");
              var _ = connections.merge(it, 1, Integer::sum);
              it.reconnect();
              readChannel(it, one(CHANNELS));
            });
  }

  private void intrude() {
    anyone(it -> !truth.mayWrite(it.id()))
        .ifPresent(
            it -> {
              note(it + " intrudes");
              // Somebody who is in may be in league with it.
              if (random.nextBoolean()) {
                anyone(friend -> truth.active().containsKey(friend.id()))
                    .ifPresent(friend -> tell(friend, it));
              }
              it.intrude(-1);
            });
  }

  private static void tell(Person friend, Person intruder) {
    friend
        .key(friend.roster().epoch())
        .ifPresent(key -> intruder.learn(friend.roster().epoch(), key));
  }

  /// @param atOnce whether the host first reads all there is, and states it at once
  private void draft(boolean atOnce) {
    anyone(Interleaving::isHost)
        .filter(it -> !acts.containsKey(it))
        .ifPresent(
            host -> {
              if (atOnce) {
                CHANNELS.forEach(channel -> readChannel(host, channel));
              }
              var act = isHost(host) ? draft(host, new Hosting(host)) : Optional.<Act>empty();
              act.ifPresent(
                  it -> {
                    note(host + " signs: " + it);
                    acts.put(host, it);
                    if (atOnce) {
                      submit(host);
                    }
                  });
            });
  }

  /// By what it knows.
  private static boolean isHost(Person person) {
    return person.role().equals(Optional.of(Role.HOST)) && person.hasKeyOf(person.roster().epoch());
  }

  private Optional<Act> draft(Person host, Hosting hosting) {
    var roster = host.roster();
    var waiting = members(roster, it -> it.standing() == Member.Standing.PENDING);
    var others =
        members(
            roster,
            it ->
                it.active() && !it.id().equals(host.id()) && !it.id().equals(roster.pinnedHost()));
    return switch (random.nextInt(12)) {
      case 0, 1 -> invite(hosting);
      case 2, 3, 4, 5 -> any(waiting).map(it -> answer(hosting, it));
      case 6, 7 -> any(others).map(it -> hosting.remove(withAnother(others, it)));
      case 8, 9 -> any(others).map(it -> hosting.changeRole(it, one(List.of(Role.values()))));
      case 10 -> Optional.of(hosting.renew());
      default ->
          random.nextInt(3) == 0
              ? any(List.copyOf(roster.invites())).map(hosting::revoke)
              : Optional.of(hosting.freeze(!roster.frozen()));
    };
  }

  private Optional<Act> invite(Hosting hosting) {
    if (secrets.size() >= MOST_OPEN_INVITES) {
      return Optional.empty();
    }
    var roles =
        List.of(Role.EDITOR, Role.EDITOR, Role.EDITOR, Role.VIEWER, Role.HOST, Role.AUDITOR);
    return Optional.of(
        hosting.invite(
            stage.clock(),
            one(roles),
            1 + random.nextInt(2),
            random.nextInt(3) == 0,
            secrets::add));
  }

  private Act answer(Hosting hosting, Member waiting) {
    if (random.nextInt(4) == 0) {
      return hosting.decline(waiting);
    }
    return random.nextInt(3) == 0 && knocked.add(waiting.id())
        ? hosting.knock(waiting)
        : hosting.admit(waiting);
  }

  private List<Member> withAnother(List<Member> others, Member first) {
    var second = one(others);
    return second.equals(first) || random.nextBoolean() ? List.of(first) : List.of(first, second);
  }

  private void submit(Person host) {
    var act = acts.get(host);
    if (act == null) {
      return;
    }
    boolean answered = random.nextInt(6) > 0;
    note(host + " states: " + act);
    // A caller may have been looked at just before it lost its role.
    var caller =
        truth.active().containsKey(host.id())
            ? Optional.of(host.freshMembership())
            : host.lastConnection();
    if (caller.isEmpty()) {
      acts.remove(host);
      return;
    }
    boolean over = act.submit(broker, caller.get(), truth, tally);
    if (over && answered) {
      acts.remove(host, act);
    }
  }

  private void arrive(InviteSecret secret) {
    if (people.size() >= Device.ALL.size()) {
      return;
    }
    var person = newPerson(session);
    note(person + " looks at an invite");
    var arrival = Arrival.begin(broker, person, secret);
    if (arrival.isPresent()) {
      arrivals.add(arrival.get());
    } else {
      people.remove(person);
      secrets.remove(secret);
    }
  }

  private void tryToEnter() {
    any(arrivals)
        .ifPresent(
            it -> {
              note(it.person() + " joins");
              if (it.submit(broker, truth, tally, random.nextInt(6) > 0)) {
                arrivals.remove(it);
              }
            });
  }

  /// Everybody who is in reads and sends until there is nothing left, and a host packs it up for
  /// those who have come last.
  private void settle() {
    note("all settle");
    var first = people.getFirst();
    acts.clear();
    arrivals.stream().filter(Arrival::isIn).forEach(it -> it.submit(broker, truth, tally, true));
    for (int round = 0; round < SETTLING_ROUNDS; round++) {
      stage.clock().advance(PAUSE);
      for (var person : people) {
        if (truth.active().containsKey(person.id())) {
          settle(person);
        }
      }
      if (truth.isFrozen()) {
        acts.put(first, new Hosting(first).freeze(false));
        submit(first);
        acts.clear();
      }
      if (round == SETTLING_ROUNDS / 2) {
        first.copies().keySet().forEach(it -> first.enqueue(new Person.Job.Compact(it)));
      }
    }
  }

  private void settle(Person person) {
    person.connect();
    person.readLog();
    if (truth.active().get(person.id()) == Role.AUDITOR) {
      return;
    }
    for (int channel : CHANNELS) {
      person.readChannel(channel);
    }
    for (int i = 0; i < 8 && person.hasUnsent(); i++) {
      person.push(true);
      CHANNELS.forEach(person::readChannel);
    }
  }

  private void check() {
    var first = people.getFirst();
    for (var person : people) {
      var role = truth.active().get(person.id());
      if (role != null) {
        checkRoster(person, first);
      }
      if (role != null && role != Role.AUDITOR) {
        checkContents(person, first);
      }
    }
    var all = CHANNELS.stream().flatMap(it -> first.copy(it).edits().stream()).toList();
    assertThat(all).as("edits are there once").doesNotHaveDuplicates();
    assertThat(all).as("what was acknowledged").containsAll(truth.acknowledged());
    assertThat(all).as("of an intruder").doesNotContain(-1);
  }

  private void checkRoster(Person person, Person first) {
    assertThat(person.roster().logHash()).isEqualTo(first.roster().logHash());
    assertThat(List.copyOf(person.roster().members()).equals(List.copyOf(first.roster().members())))
        .as("%s has the members that all have", person)
        .isTrue();
    var active = new HashMap<MemberId, Role>();
    members(person.roster(), Member::active).forEach(it -> active.put(it.id(), it.role()));
    assertThat(active).isEqualTo(truth.active());
  }

  private void checkContents(Person person, Person first) {
    for (int channel : CHANNELS) {
      var copy = person.copy(channel);
      assertThat(copy.at()).as("%s has read all", person).isEqualTo(first.copy(channel).at());
      assertThat(copy.synced()).as("%s could read all that counts", person).isTrue();
      assertThat(copy.edits()).as("what %s has", person).isEqualTo(first.copy(channel).edits());
      truth.refused().forEach((bytes, sender) -> checkIsRefused(copy, bytes, sender));
    }
    assertThat(person.hasUnsent() && truth.mayWrite(person.id())).as("%s waits", person).isFalse();
  }

  /// A broker that lies may serve a frame that it has refused: no client takes it either.
  private void checkIsRefused(ChannelCopy copy, Bytes bytes, MemberId sender) {
    var frame = Frame.parse(bytes.toByteArray());
    if (!truth.mayWrite(sender) && frame.header().channel() == copy.at().channel()) {
      tally.count("lie");
      assertThat(copy.judgeNext(frame)).isInstanceOf(Verdict.Refused.class);
    }
  }

  private static List<Member> members(Roster roster, Predicate<Member> wanted) {
    return roster.members().stream().filter(wanted).toList();
  }

  private void note(String what) {
    trace.add(what);
  }

  private Optional<Person> anyone() {
    return anyone(_ -> true);
  }

  private Optional<Person> anyone(Predicate<Person> wanted) {
    return any(people.stream().filter(wanted).toList());
  }

  private <T> T one(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private <T> Optional<T> any(List<T> items) {
    return items.isEmpty() ? Optional.empty() : Optional.of(one(items));
  }
}
