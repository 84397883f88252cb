/**
 * What should have been found: the rules' definitions in other code than the detector's, applied to payments alone.
 *
 * <p>{@link io.fintrans.reconcile.oracle.Windows} of a pair by a {@link io.fintrans.reconcile.oracle.Track}, the versions of a rule, give the
 * {@link io.fintrans.reconcile.oracle.Episode}s that must be there.
 */
@NullMarked
package io.fintrans.reconcile.oracle;

import org.jspecify.annotations.NullMarked;
