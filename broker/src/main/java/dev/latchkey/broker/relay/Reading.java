package dev.latchkey.broker.relay;

/// A reader's answer: a piece of the channel, and where the session's log and names stand.
public record Reading(Page page, int size, long namesVersion) {}
