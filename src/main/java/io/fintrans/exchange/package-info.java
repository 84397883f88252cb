/**
 * What the tasks of one detector send one another: payments that another task adds up, packed, and how far each has read.
 *
 * <p>{@link io.fintrans.exchange.ExchangeWriter} says what is in a record, {@link io.fintrans.exchange.ExchangeReader} reads it.
 */
@NullMarked
package io.fintrans.exchange;

import org.jspecify.annotations.NullMarked;
