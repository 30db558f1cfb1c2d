/// The WebSocket by which members of a session hear of everything at once. PROTOCOL.md §9.
@NullMarked
package dev.latchkey.broker.live;

import org.jspecify.annotations.NullMarked;
