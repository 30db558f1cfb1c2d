package dev.latchkey.crypto.roster;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.latchkey.crypto.roster.Statement.ClosingStatement;
import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where in the life of the roster a frame lies. The closing heads of each change and each freeze
/// cut every channel in two, so the place follows from the frame's sequence number and not from the
/// broker's word. FORMATS.md §7.1 "Position".
record Timeline(List<Cut> cuts) {
  /// A change or freeze at position `entry` of the log, after which `epoch` runs and the session is
  /// frozen or not.
  record Cut(int entry, int epoch, boolean frozen, Map<Integer, ChannelHead> closing) {
    static Cut of(ClosingStatement statement, int entry, int epoch, boolean frozen) {
      return new Cut(
          entry,
          epoch,
          frozen,
          statement.closing().stream()
              .collect(toUnmodifiableMap(ChannelHead::channel, Function.identity())));
    }

    ChannelHead closing(int channel) {
      return closing.getOrDefault(channel, ChannelHead.start(channel));
    }

    boolean leadsTo(Cut later) {
      return Stream.concat(closing.keySet().stream(), later.closing.keySet().stream())
          .allMatch(channel -> closing(channel).leadsTo(later.closing(channel)));
    }
  }

  static final Timeline EMPTY = new Timeline(List.of());

  /// Throws [StatementException] if a channel would close before the last cut closed it.
  Timeline plus(Cut cut) {
    Reason.CLOSING_HEADS.unless(cuts.isEmpty() || cuts.getLast().leadsTo(cut));
    var longer = new ArrayList<>(cuts);
    longer.add(cut);
    return new Timeline(List.copyOf(longer));
  }

  int epochAt(int channel, long seq) {
    int cut = lastCutBefore(channel, seq);
    return cut < 0 ? 0 : cuts.get(cut).epoch();
  }

  Optional<Role> roleAt(Member member, int channel, long seq) {
    int cut = lastCutBefore(channel, seq);
    int first = cut < 0 ? 0 : cuts.get(cut).entry();
    int end = cut + 1 < cuts.size() ? cuts.get(cut + 1).entry() : Integer.MAX_VALUE;
    boolean frozen = cut >= 0 && cuts.get(cut).frozen();
    return member.roleDuring(first, end).map(role -> frozen ? role.whileFrozen() : role);
  }

  /// From the newest back: most questions are about new frames.
  private int lastCutBefore(int channel, long seq) {
    int cut = cuts.size() - 1;
    while (cut >= 0 && seq <= cuts.get(cut).closing(channel).head()) {
      cut--;
    }
    return cut;
  }
}
