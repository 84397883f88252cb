/**
 * Goes through the accepted payments as the network stage does, and says which alerts there must be: verdicts by {@link
 * io.fintrans.reconcile.oracle.network.Definition}, episodes, and what is told of them. It shares no code with the stage. Plain Java.
 */
@NullMarked
package io.fintrans.reconcile.network;

import org.jspecify.annotations.NullMarked;
