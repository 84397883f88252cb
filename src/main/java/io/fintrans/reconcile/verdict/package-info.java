/**
 * Whether what was found is what should have been: each alert by its own words, then all alerts of a pair by the oracle.
 *
 * <p>{@link io.fintrans.reconcile.verdict.AlertLog} has the alerts, {@link io.fintrans.reconcile.verdict.PairAudit} compares them.
 */
@NullMarked
package io.fintrans.reconcile.verdict;

import org.jspecify.annotations.NullMarked;
