/** The operator's console: what is decided about alerts, kept in a log that several consoles share. */
@NullMarked
package io.fintrans.console;

import org.jspecify.annotations.NullMarked;
