package dev.latchkey.broker.relay;

import dev.latchkey.crypto.roster.SessionId;
import java.util.List;
import java.util.Optional;

/// Keeps the frames of channels in the order in which they were taken.
///
/// A write is one step: it happens whole or not at all, and no other write, of this broker or of
/// another one on the same store, comes between its checks and its effect. It returns only after it
/// is as durable as the store promises. Reads see all writes that have returned and never a part of
/// one. All methods may be called from any thread.
///
/// Every method throws [dev.latchkey.broker.session.StoreFailedException] when the store can no
/// longer keep these promises.
public interface ChannelStore {
  /// Stores each frame in turn at `head + 1` of its channel if nothing in the order of
  /// [WriteResult] speaks against it, and deletes the frames it covers. A frame with any result but
  /// [Stored][WriteResult.Stored] leaves the store as it was. All frames together are one step.
  ///
  /// @return one result for each frame
  List<WriteResult> writeAll(SessionId session, List<ChannelFrame> frames);

  /// As [#writeAll], for one frame.
  default WriteResult write(SessionId session, int channel, FrameToStore frame) {
    return writeAll(session, List.of(new ChannelFrame(channel, frame))).getFirst();
  }

  /// The stored frames above `after` by ascending sequence number, as many as fit into `maxBytes`,
  /// but at least one if there is one. All parts of the page are of one moment.
  ///
  /// @return empty if there is no such session
  Optional<Page> read(SessionId session, int channel, long after, int maxBytes);

  /// What a waiting reader compares, without reading a frame. All parts are of one moment.
  ///
  /// @return empty if there is no such session
  Optional<Heads> heads(SessionId session, int channel);
}
