/**
 * What the rules of the network are to find, computed again from the accepted payments: sorted lists of each account, and plain loops. It shares no code with
 * what it proves. Plain Java.
 */
@NullMarked
package io.fintrans.reconcile.oracle.network;

import org.jspecify.annotations.NullMarked;
