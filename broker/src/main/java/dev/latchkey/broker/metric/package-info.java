/// What the broker counts and times, for whoever runs it.
@NullMarked
package dev.latchkey.broker.metric;

import org.jspecify.annotations.NullMarked;
