/** What a benchmark has measured: figures, how far they are apart, what they have to reach, and on which machine. */
@NullMarked
package io.fintrans.benchmark.figure;

import org.jspecify.annotations.NullMarked;
