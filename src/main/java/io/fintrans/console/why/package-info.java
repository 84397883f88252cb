/** Answers why there is no finding about an account or a pair of accounts. */
@NullMarked
package io.fintrans.console.why;

import org.jspecify.annotations.NullMarked;
