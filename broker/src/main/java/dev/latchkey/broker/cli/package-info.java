/// The command line: what can be done with the broker's jar besides starting it.
@NullMarked
package dev.latchkey.broker.cli;

import org.jspecify.annotations.NullMarked;
