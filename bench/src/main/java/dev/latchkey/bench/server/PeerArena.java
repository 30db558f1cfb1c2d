package dev.latchkey.bench.server;

import dev.latchkey.bench.wire.Dialect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A peer that runs.
final class PeerArena implements Arena {
  private final Peer peer;
  private final List<String> command;
  private final Map<String, String> store;
  private final Path folder;
  private ServerProcess server;

  PeerArena(Peer peer, List<String> command, Map<String, String> store, Path folder) {
    this.peer = peer;
    this.command = command;
    this.store = store;
    this.folder = folder;
    this.server = start(command, store, folder);
  }

  private static ServerProcess start(List<String> command, Map<String, String> store, Path folder) {
    int port = Folders.freePort();
    var environment = new HashMap<>(store);
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", Integer.toString(port));
    environment.put("NODE_ENV", "production");
    return ServerProcess.start(new Launch(command, environment, folder), port);
  }

  @Override
  public ServerProcess server() {
    return server;
  }

  @Override
  public Dialect dialect(int room, int client, int size) {
    return peer.dialect(room, client, size);
  }

  @Override
  public void restart() {
    server = start(command, store, folder);
  }

  @Override
  public void close() {
    server.kill();
    Folders.delete(folder);
  }
}
