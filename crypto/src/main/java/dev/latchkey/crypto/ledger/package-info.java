/// The ledger of a session: who did what, in entries that nobody can take out, put in or change
/// afterwards without being seen. FORMATS.md §11.
@NullMarked
package dev.latchkey.crypto.ledger;

import org.jspecify.annotations.NullMarked;
