package dev.latchkey.bench.server;

import dev.latchkey.bench.wire.Dialect;
import dev.latchkey.bench.wire.EchoDialect;
import dev.latchkey.bench.wire.HocuspocusDialect;
import dev.latchkey.bench.wire.LengthFraming;
import dev.latchkey.bench.wire.WebSocketFraming;
import dev.latchkey.bench.wire.YWebsocketDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/// A server of somebody else, out of `bench/peers`.
public enum Peer implements Contender {
  Y_WEBSOCKET("y-websocket", "node_modules/@y/websocket-server/src/server.js", "YPERSISTENCE") {
    @Override
    Dialect dialect(int room, int client, int size) {
      return new YWebsocketDialect("room" + room, client + 1, size);
    }
  },
  HOCUSPOCUS("Hocuspocus", "hocuspocus.mjs", "STORE") {
    @Override
    Dialect dialect(int room, int client, int size) {
      return new HocuspocusDialect("room" + room, client + 1, size);
    }
  },
  RELAY("ws relay", "relay.mjs", "") {
    @Override
    Dialect dialect(int room, int client, int size) {
      return new EchoDialect(new WebSocketFraming("/room" + room, ""), size, false);
    }
  },
  FAN_OUT("raw TCP (C)", "../target/fanout", "") {
    @Override
    Dialect dialect(int room, int client, int size) {
      return new EchoDialect(new LengthFraming(room), size, true);
    }
  };

  private static final Path FOLDER = Path.of(System.getProperty("bench.peers", "bench/peers"));

  private final String title;
  private final Path program;
  private final String keptBy;

  /// @param keptBy the variable that names the folder of its store; empty if it has none
  Peer(String title, String program, String keptBy) {
    this.title = title;
    this.program = Path.of(program);
    this.keptBy = keptBy;
  }

  abstract Dialect dialect(int room, int client, int size);

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean isAvailable() {
    return Files.exists(FOLDER.resolve(program));
  }

  @Override
  public boolean keepsUpdates() {
    return !keptBy.isEmpty();
  }

  @Override
  public Arena open(Topology topology, boolean isKept) {
    var folder = Folders.create();
    var store = new HashMap<String, String>();
    if (isKept && keepsUpdates()) {
      store.put(keptBy, Folders.create(folder, "store").toString());
    }
    var file = FOLDER.resolve(program).toAbsolutePath().normalize().toString();
    var command = this == FAN_OUT ? List.of(file) : List.of("node", file);
    return new PeerArena(this, command, store, folder);
  }
}
