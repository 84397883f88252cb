/** What stages built on Kafka Streams share: their settings, a store with a journal, what is looked at before they start, and what ends them. */
@NullMarked
package io.fintrans.streams;

import org.jspecify.annotations.NullMarked;
