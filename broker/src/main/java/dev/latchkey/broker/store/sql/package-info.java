/// What is kept in tables, in words of SQL that SQLite and PostgreSQL both understand.
@NullMarked
package dev.latchkey.broker.store.sql;

import org.jspecify.annotations.NullMarked;
