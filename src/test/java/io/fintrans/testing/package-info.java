/** What the tests run against: a real Kafka. */
@NullMarked
package io.fintrans.testing;

import org.jspecify.annotations.NullMarked;
