/** What the generator's payments look like; plain Java, the same for the same seed, without Kafka and without a clock. */
@NullMarked
package io.fintrans.generator.pattern;

import org.jspecify.annotations.NullMarked;
