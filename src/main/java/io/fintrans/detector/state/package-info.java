/**
 * The window of the log that detection needs, in memory: {@link io.fintrans.detector.state.PaymentWindow} is the whole of it,
 * {@link io.fintrans.detector.state.PairTable} with the names of accounts, {@link io.fintrans.detector.state.ArrivalRing} and {@link
 * io.fintrans.detector.state.EpisodeTable} its parts, and {@link io.fintrans.detector.state.WindowStore} what makes it survive: a
 * journal in Kafka.
 */
@NullMarked
package io.fintrans.detector.state;

import org.jspecify.annotations.NullMarked;
