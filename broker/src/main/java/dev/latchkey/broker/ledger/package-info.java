/// The ledger of each session: who accessed it, in entries that cannot be taken back.
@NullMarked
package dev.latchkey.broker.ledger;

import org.jspecify.annotations.NullMarked;
