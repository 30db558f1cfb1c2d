/// The store for several brokers: one PostgreSQL database, or a cluster behind one address.
@NullMarked
package dev.latchkey.broker.store.postgres;

import org.jspecify.annotations.NullMarked;
