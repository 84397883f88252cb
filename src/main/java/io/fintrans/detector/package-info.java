/**
 * Finds laundering: {@link io.fintrans.detector.DetectorTopology} is the flow, {@code rule} what laundering is, {@code state} what
 * must be remembered for it.
 */
@NullMarked
package io.fintrans.detector;

import org.jspecify.annotations.NullMarked;
