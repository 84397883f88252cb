/** What people write for a value: durations, sizes, ports, moments; and what is said of a word that is none. */
@NullMarked
package io.fintrans.cli.value;

import org.jspecify.annotations.NullMarked;
