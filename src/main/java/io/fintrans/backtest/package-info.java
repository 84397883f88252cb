/** What rules would have found: the detector's own judge over payments of the past, without Kafka Streams and without a journal. */
@NullMarked
package io.fintrans.backtest;

import org.jspecify.annotations.NullMarked;
