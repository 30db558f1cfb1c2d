package dev.latchkey.bench.load;

import dev.latchkey.bench.wire.Dialect;
import dev.latchkey.bench.wire.Framing;
import dev.latchkey.bench.wire.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One client's connection.
public final class Line implements Dialect.Said {
  private static final byte[] NOTHING = {};

  private final int index;
  private final Dialect dialect;
  private final Framing framing;
  private final Desk desk;
  private final SocketChannel channel;
  private final SelectionKey key;
  private ByteBuffer partial = ByteBuffer.wrap(NOTHING);
  private ByteBuffer unsent = ByteBuffer.wrap(NOTHING);
  private boolean isOpened;
  private boolean isJoined;
  private long found;
  private long acked;
  private long received;

  /// What all lines of one thread share.
  interface Desk {
    /// A buffer to read into and one to write messages in, both as they were left.
    ByteBuffer input();

    ByteBuffer message();

    ByteBuffer output();

    void heard(Stamp stamp);

    void joined();
  }

  Line(
      int index,
      Dialect dialect,
      Desk desk,
      Selector selector,
      InetSocketAddress from,
      InetSocketAddress server)
      throws IOException {
    this.index = index;
    this.dialect = dialect;
    this.framing = dialect.framing();
    this.desk = desk;
    channel = SocketChannel.open();
    channel.bind(from);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(server);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
    write(ByteBuffer.wrap(framing.opening()));
    openIfReady();
  }

  @Override
  public int index() {
    return index;
  }

  public boolean isJoined() {
    return isJoined;
  }

  /// How many updates the server had when this client came.
  public long foundCount() {
    return found;
  }

  /// How many of its own updates were acknowledged.
  public long ackedCount() {
    return acked;
  }

  /// Bytes from the server.
  public long receivedBytes() {
    return received;
  }

  public Dialect dialect() {
    return dialect;
  }

  /// From now on it reads nothing.
  public void deafen() {
    key.interestOps(key.interestOps() & ~SelectionKey.OP_READ);
  }

  /// Sends the next update.
  void update(long due) {
    var message = desk.message().clear();
    dialect.update(new Stamp(due, index), message);
    send(message.flip());
  }

  @Override
  public void say(byte[] message) {
    send(ByteBuffer.wrap(message));
  }

  @Override
  public void joined() {
    if (!isJoined) {
      isJoined = true;
      desk.joined();
    }
  }

  @Override
  public void found(long updates) {
    found += updates;
  }

  @Override
  public void heard(Stamp stamp) {
    if (isJoined) {
      desk.heard(stamp);
    } else {
      found++;
    }
  }

  @Override
  public void acked() {
    acked++;
  }

  /// The connection can be read or written.
  void proceed() throws IOException {
    if (key.isWritable()) {
      flush();
    }
    if (key.isReadable()) {
      read();
    }
  }

  private void read() throws IOException {
    boolean isAnew = partial.capacity() == 0;
    var in = isAnew ? desk.input().clear() : partial;
    int count = channel.read(in);
    if (count < 0) {
      throw new IOException("the server has ended the connection of client " + index);
    }
    received += count;
    in.flip();
    boolean isFound;
    do {
      isFound = framing.next(in);
      openIfReady();
      if (isFound) {
        take(in);
      }
    } while (isFound || answer());
    keep(in, isAnew);
  }

  private void take(ByteBuffer in) {
    int position = in.position();
    int limit = in.limit();
    in.limit(framing.end()).position(framing.begin());
    dialect.take(in, this);
    in.limit(limit).position(position);
  }

  private void openIfReady() {
    if (!isOpened && framing.isOpen()) {
      isOpened = true;
      dialect.opened(this);
    }
  }

  private boolean answer() throws IOException {
    byte[] answer = framing.answer();
    if (answer.length > 0) {
      write(ByteBuffer.wrap(answer));
    }
    return answer.length > 0;
  }

  /// Keeps what has begun and is not whole.
  private void keep(ByteBuffer in, boolean isAnew) {
    if (!in.hasRemaining()) {
      partial = ByteBuffer.wrap(NOTHING);
      return;
    }
    int wanted = Math.max(framing.wanted(), 2 * in.remaining());
    if (isAnew || in.capacity() < wanted) {
      partial = ByteBuffer.allocate(wanted).put(in);
    } else {
      partial = in.compact();
    }
  }

  private void send(ByteBuffer message) {
    var out = desk.output().clear();
    framing.put(message, out);
    try {
      write(out.flip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    if (!unsent.hasRemaining()) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      unsent =
          ByteBuffer.allocate(unsent.remaining() + bytes.remaining()).put(unsent).put(bytes).flip();
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  private void flush() throws IOException {
    channel.write(unsent);
    if (!unsent.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
