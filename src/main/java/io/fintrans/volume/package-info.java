/** Adds up what the payments of each city come to, second by second, exactly once. */
@NullMarked
package io.fintrans.volume;

import org.jspecify.annotations.NullMarked;
