/** The log of cases, {@code fintrans.cases}: each event signed, a link of a chain, and compared with what this console signed before. */
@NullMarked
package io.fintrans.console.record;

import org.jspecify.annotations.NullMarked;
