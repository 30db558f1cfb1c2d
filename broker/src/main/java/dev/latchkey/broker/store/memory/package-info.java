/// The store for tests and throw-away brokers: nothing survives the process.
@NullMarked
package dev.latchkey.broker.store.memory;

import org.jspecify.annotations.NullMarked;
