package dev.latchkey.broker.relay;

import java.util.Map;

/// A reader's answer: a piece of the channel, and where the session's log, its names and those
/// channels stand that were asked for.
public record Reading(Page page, int size, long namesVersion, Map<Integer, Long> heads) {}
