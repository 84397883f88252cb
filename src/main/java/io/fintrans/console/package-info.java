/** The page where a human operator sees what happens and verifies each alert; every decision is kept in {@code fintrans.cases}. */
@NullMarked
package io.fintrans.console;

import org.jspecify.annotations.NullMarked;
