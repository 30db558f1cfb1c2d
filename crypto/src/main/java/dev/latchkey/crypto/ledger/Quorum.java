package dev.latchkey.crypto.ledger;

import java.util.List;
import java.util.Set;

/// Which cosignatures are enough.
sealed interface Quorum {
  boolean isMetBy(Set<? extends SignatureKey> cosigners);

  /// None are asked for.
  record Nobody() implements Quorum {
    @Override
    public boolean isMetBy(Set<? extends SignatureKey> cosigners) {
      return true;
    }
  }

  record One(WitnessKey witness) implements Quorum {
    @Override
    public boolean isMetBy(Set<? extends SignatureKey> cosigners) {
      return cosigners.contains(witness);
    }
  }

  /// At least so many of the members.
  record Group(int threshold, List<Quorum> members) implements Quorum {
    public Group {
      members = List.copyOf(members);
    }

    @Override
    public boolean isMetBy(Set<? extends SignatureKey> cosigners) {
      return members.stream().filter(member -> member.isMetBy(cosigners)).count() >= threshold;
    }
  }
}
