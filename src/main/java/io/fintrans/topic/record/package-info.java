/** What a record of a city says: its payments, or why it is rejected, and what {@code fintrans.rejected} keeps of it. All stages decide by this. */
@NullMarked
package io.fintrans.topic.record;

import org.jspecify.annotations.NullMarked;
