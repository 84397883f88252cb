/**
 * Measures how fast fintrans is, beside other ways to do the same job on the same machine: {@link
 * io.fintrans.benchmark.Benchmark} runs it all, {@code worker} is what each child JVM does.
 */
@NullMarked
package io.fintrans.benchmark;

import org.jspecify.annotations.NullMarked;
