/// Fan-out of sealed frames between the members of a session.
@NullMarked
package dev.latchkey.broker.relay;

import org.jspecify.annotations.NullMarked;
