/**
 * What a proof tells: {@link io.fintrans.reconcile.report.Findings}, what is {@link io.fintrans.reconcile.report.Unchecked}, and all of it as text
 * and as JSON.
 */
@NullMarked
package io.fintrans.reconcile.report;

import org.jspecify.annotations.NullMarked;
