/** What can be said to commands: groups of options, and what makes values of words. */
@NullMarked
package io.fintrans.cli.option;

import org.jspecify.annotations.NullMarked;
