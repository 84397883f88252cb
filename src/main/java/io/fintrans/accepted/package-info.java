/**
 * Accepted payments: what the detector has counted, written on in packed records, for all who look at payments after it.
 *
 * <p>{@link io.fintrans.accepted.AcceptedWriter} says what is in a record, {@link io.fintrans.accepted.AcceptedReader} reads it.
 */
@NullMarked
package io.fintrans.accepted;

import org.jspecify.annotations.NullMarked;
