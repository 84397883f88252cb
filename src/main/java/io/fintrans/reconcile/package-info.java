/**
 * Proves from the topics alone that nothing is lost, nothing is double, and every alert, volume and rejection is right.
 *
 * <p>{@link io.fintrans.reconcile.Reconciliation} is the flow: a {@link io.fintrans.reconcile.ledger.Cut} of the cities' topics
 * is read into a {@link io.fintrans.reconcile.ledger.Ledger}; {@link io.fintrans.reconcile.RejectionAudit} judges what was
 * rejected, {@link io.fintrans.reconcile.AlertAudit} what was found, {@link io.fintrans.reconcile.VolumeAudit} what was added up,
 * and {@link io.fintrans.reconcile.report.Report} tells. What can be neither proven nor refuted is counted as {@link
 * io.fintrans.reconcile.report.Unchecked}. It shares the nouns and the reader with the stages and no other code: {@link
 * io.fintrans.reconcile.oracle.Windows} does its sums in its own way.
 */
@NullMarked
package io.fintrans.reconcile;

import org.jspecify.annotations.NullMarked;
