/// The HTTP interface: routes, parsing of requests, mapping of refusals.
@NullMarked
package dev.latchkey.broker.http;

import org.jspecify.annotations.NullMarked;
