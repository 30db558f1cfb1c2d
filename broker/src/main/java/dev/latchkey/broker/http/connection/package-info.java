/// The connections under the HTTP interface: how many, how long, and where one request ends and the
/// next begins. Helidon reads HTTP/1.1; what it would let pass is refused here.
@NullMarked
package dev.latchkey.broker.http.connection;

import org.jspecify.annotations.NullMarked;
