/** Packed bytes: how numbers are written small. A tool; it knows nothing of payments. */
@NullMarked
package io.fintrans.packed;

import org.jspecify.annotations.NullMarked;
