/** Reads payments back from Kafka: the evidence of an alert, and what the pair paid before. */
@NullMarked
package io.fintrans.console.evidence;

import org.jspecify.annotations.NullMarked;
