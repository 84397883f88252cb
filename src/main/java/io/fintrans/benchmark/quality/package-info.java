/** How good what is found over several accounts is: payments of which it is known what is laundering, the real judge, and a score. */
@NullMarked
package io.fintrans.benchmark.quality;

import org.jspecify.annotations.NullMarked;
