/** What keeps files whole and to their owner: locks, permissions, writing that a full disk or a crash cannot leave half done, and words for what goes wrong. */
@NullMarked
package io.fintrans.machine;

import org.jspecify.annotations.NullMarked;
