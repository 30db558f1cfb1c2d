/// The broker's certificate, for its public listener.
@NullMarked
package dev.latchkey.broker.http.tls;

import org.jspecify.annotations.NullMarked;
