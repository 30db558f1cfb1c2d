/// Limits on how much one caller may ask for.
@NullMarked
package dev.latchkey.broker.limit;

import org.jspecify.annotations.NullMarked;
