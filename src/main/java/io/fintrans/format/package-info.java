/** How payments are written in Kafka: the text of the original demo. */
@NullMarked
package io.fintrans.format;

import org.jspecify.annotations.NullMarked;
