/** What must hold when things break: real processes, hit while they are at work, and the proof that nothing was lost. */
@NullMarked
package io.fintrans.fault;

import org.jspecify.annotations.NullMarked;
