/// What the log looks like.
@NullMarked
package dev.latchkey.broker.log;

import org.jspecify.annotations.NullMarked;
