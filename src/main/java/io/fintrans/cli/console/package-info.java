/** The commands of {@code fintrans console}: the page itself, its key, and its users. */
@NullMarked
package io.fintrans.cli.console;

import org.jspecify.annotations.NullMarked;
