/** Measures the rules of the network: their graph alone, and the stage beside a broker. */
@NullMarked
package io.fintrans.benchmark.network;

import org.jspecify.annotations.NullMarked;
