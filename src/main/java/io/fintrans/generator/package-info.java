/** Produces payments to the cities' topics, with laundering hidden among them and the ground truth kept apart. */
@NullMarked
package io.fintrans.generator;

import org.jspecify.annotations.NullMarked;
