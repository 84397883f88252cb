/** What Kafka's admin client is asked: whether topics are kept as they must be, which rights are there, what is under way. */
@NullMarked
package io.fintrans.topic.admin;

import org.jspecify.annotations.NullMarked;
