/**
 * Proves from the topics alone that nothing is lost, nothing is double and every alert is right.
 *
 * <p>{@link io.fintrans.reconcile.Reconciliation} is the flow: a {@link io.fintrans.reconcile.Cut} of the cities' topics
 * is read into a {@link io.fintrans.reconcile.Ledger}; {@link io.fintrans.reconcile.RejectionAudit} judges what was
 * rejected, {@link io.fintrans.reconcile.AlertAudit} what was found, and {@link io.fintrans.reconcile.Report} tells. It
 * shares the nouns and the settings with the detector and no other code: {@link io.fintrans.reconcile.Windows} does its
 * sums in its own way.
 */
@NullMarked
package io.fintrans.reconcile;

import org.jspecify.annotations.NullMarked;
