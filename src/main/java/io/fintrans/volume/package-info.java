/** Adds up what happens in each city, second by second, exactly once. */
@NullMarked
package io.fintrans.volume;

import org.jspecify.annotations.NullMarked;
