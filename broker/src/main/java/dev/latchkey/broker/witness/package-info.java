/// Witnesses of the broker-wide log: the only ones that the broker ever calls.
@NullMarked
package dev.latchkey.broker.witness;

import org.jspecify.annotations.NullMarked;
