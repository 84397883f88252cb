/** Locks, permissions, and files that stay whole. */
@NullMarked
package io.fintrans.machine;

import org.jspecify.annotations.NullMarked;
