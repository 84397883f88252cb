/** What the tasks of one detector send one another. */
@NullMarked
package io.fintrans.exchange;

import org.jspecify.annotations.NullMarked;
