package dev.latchkey.broker.live;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/// A broker with members who write on live connections without end, and print session, sequence
/// number and frame of everything that is acked. Made to be killed. Arguments: the data folder; or
/// the address of a database, and the folder of the keys.
final class CrashingBroker {
  private static final int WRITERS = 3;
  private static final int AT_ONCE = 16;

  private CrashingBroker() {}

  public static void main(String[] arguments) {
    var broker =
        arguments[0].startsWith("postgres:")
            ? TestBroker.onPostgres(arguments[0], Path.of(arguments[1]))
            : TestBroker.onSqlite(Path.of(arguments[0]));
    var host = broker.host();
    for (int i = 0; i < WRITERS; i++) {
      var editor = broker.guest();
      editor.join(host.invite(Role.EDITOR)).require(201);
      var client = LiveClient.follow(broker, editor, 0);
      Thread.ofPlatform().start(() -> writeWithoutEnd(editor, client));
    }
  }

  private static void writeWithoutEnd(TestDevice editor, LiveClient client) {
    var unacked = new ConcurrentHashMap<Integer, String>();
    for (int ref = 1; ; ref++) {
      var frame = editor.seal(FrameKind.APPEND, 0, "frame " + ref);
      unacked.put(ref, Base64Url.encode(frame.encode()));
      client.say(Said.append(ref, frame));
      while (unacked.size() >= AT_ONCE) {
        if (client.next() instanceof Heard.Acked(int acked, long seq)) {
          acknowledge(editor.session().value() + " " + seq + " " + unacked.remove(acked));
        }
      }
    }
  }

  private static synchronized void acknowledge(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
