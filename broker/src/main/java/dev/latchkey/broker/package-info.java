/// The broker: where it starts, and where its parts are put together.
@NullMarked
package dev.latchkey.broker;

import org.jspecify.annotations.NullMarked;
