/**
 * What the detector's journal says: how much each task has handled, by which settings, and which alerts it is going to revise.
 */
@NullMarked
package io.fintrans.reconcile.journal;

import org.jspecify.annotations.NullMarked;
