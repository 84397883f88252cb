/**
 * What is looked for in the graph: laundering over several accounts. A verdict about a payment is a function of the payments that are not later in
 * canonical order and lie within the window, whatever the order in which they came. Plain Java: no Kafka, no clock, no input or output.
 */
@NullMarked
package io.fintrans.network.rule;

import org.jspecify.annotations.NullMarked;
