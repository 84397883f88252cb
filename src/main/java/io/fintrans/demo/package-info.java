/** The whole system on one machine: a supervisor of processes, each of which could as well run elsewhere. */
@NullMarked
package io.fintrans.demo;

import org.jspecify.annotations.NullMarked;
