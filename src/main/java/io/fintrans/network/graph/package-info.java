/**
 * The payments of a window as a graph in memory: accounts are its vertices, payments its edges. {@link
 * io.fintrans.network.graph.PaymentGraph} is the whole of it; whoever asks it something gets a {@link
 * io.fintrans.network.graph.PaymentList}.
 */
@NullMarked
package io.fintrans.network.graph;

import org.jspecify.annotations.NullMarked;
