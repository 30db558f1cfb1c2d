/// Durable storage behind the interfaces that the domain packages own.
@NullMarked
package dev.latchkey.broker.store;

import org.jspecify.annotations.NullMarked;
