/** What keeps files whole and to their owner: locks, permissions, and writing that a full disk or a crash cannot leave half done. */
@NullMarked
package io.fintrans.machine;

import org.jspecify.annotations.NullMarked;
