/// What several brokers on one store need of each other: to hear at once what another one has
/// committed, and to find out from the store when they did not.
@NullMarked
package dev.latchkey.broker.fleet;

import org.jspecify.annotations.NullMarked;
