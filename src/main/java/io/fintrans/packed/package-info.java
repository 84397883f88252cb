/**
 * Packed payments: one way to write many payments small, for all who keep or send them, and integers of variable length.
 *
 * <p>{@link io.fintrans.packed.PackedWriter} packs, {@link io.fintrans.packed.PackedReader} unpacks; {@link
 * io.fintrans.packed.PackedForm} says what the bytes mean.
 */
@NullMarked
package io.fintrans.packed;

import org.jspecify.annotations.NullMarked;
