package dev.latchkey.broker.http;

import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.WrapRecipient;
import java.util.List;

/// A wrapped epoch key as answers carry it.
record WrapAnswer(int epoch, String kind, String wrap) {
  static List<WrapAnswer> of(List<StoredWrap> wraps) {
    return wraps.stream().map(WrapAnswer::of).toList();
  }

  private static WrapAnswer of(StoredWrap stored) {
    var kind =
        switch (stored.recipient()) {
          case WrapRecipient.Member _ -> "member";
          case WrapRecipient.Invite _ -> "invite";
        };
    return new WrapAnswer(stored.epoch(), kind, stored.wrap().toString());
  }
}
