/// A broker for the other devices of one network, without a domain and anybody who vouches for it.
@NullMarked
package dev.latchkey.broker.lan;

import org.jspecify.annotations.NullMarked;
