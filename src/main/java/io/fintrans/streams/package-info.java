/** What every stage built on Kafka Streams shares: settings, a store with a journal, and how it is run. */
@NullMarked
package io.fintrans.streams;

import org.jspecify.annotations.NullMarked;
