/** Tests of the whole: who uses whom, and whether the documents tell the truth. */
@NullMarked
package io.fintrans;

import org.jspecify.annotations.NullMarked;
