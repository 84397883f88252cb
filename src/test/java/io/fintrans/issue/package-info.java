/** Faults that users met, each retold by a class. */
@NullMarked
package io.fintrans.issue;

import org.jspecify.annotations.NullMarked;
