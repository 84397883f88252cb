/** What each of the benchmark's child JVMs does: one way to do the job, timed in the same manner as all others. */
@NullMarked
package io.fintrans.benchmark.worker;

import org.jspecify.annotations.NullMarked;
