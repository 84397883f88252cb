/** Payments of the past, read back from the cities' topics in the order in which they were made, without those that were rejected. */
@NullMarked
package io.fintrans.past;

import org.jspecify.annotations.NullMarked;
