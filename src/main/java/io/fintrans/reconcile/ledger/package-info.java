/**
 * What the topics hold: each record of the cities up to a cut and behind it, pairs and their payments, and what was rejected.
 *
 * <p>A {@link io.fintrans.reconcile.ledger.Cut} gives each record a slot, the {@link io.fintrans.reconcile.ledger.Ledger} keeps what it needs of each in
 * a few bytes. Nothing here judges.
 */
@NullMarked
package io.fintrans.reconcile.ledger;

import org.jspecify.annotations.NullMarked;
