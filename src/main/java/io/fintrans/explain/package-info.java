/** Says of each rule what it measured about a pair of accounts at a time, and how far that is from its limit. Plain Java: no Kafka, no clock. */
@NullMarked
package io.fintrans.explain;

import org.jspecify.annotations.NullMarked;
