/// The settings of the broker, read once and checked.
@NullMarked
package dev.latchkey.broker.config;

import org.jspecify.annotations.NullMarked;
