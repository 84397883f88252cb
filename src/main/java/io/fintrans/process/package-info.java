/** One process from its start to its end: signals, exit codes, output that holds up nobody, and the children that it starts. */
@NullMarked
package io.fintrans.process;

import org.jspecify.annotations.NullMarked;
