package dev.latchkey.broker.relay;

/// A frame for this channel.
public record ChannelFrame(int channel, FrameToStore frame) {}
