/** Faults that were found once, each retold by a class: what was put in, what happened, what must happen. */
@NullMarked
package io.fintrans.issue;

import org.jspecify.annotations.NullMarked;
