/** Looks at a machine, a Kafka, its topics and a user's rights for what would keep a stage from running, and says what to do. */
@NullMarked
package io.fintrans.doctor;

import org.jspecify.annotations.NullMarked;
