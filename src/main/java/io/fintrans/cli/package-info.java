/** Hosts every stage as a command; the only package that reads arguments and writes to the terminal. */
@NullMarked
package io.fintrans.cli;

import org.jspecify.annotations.NullMarked;
