package io.fintrans.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;

/** A right that was taken away was told of twice: by Kafka's producer with a stack trace, and by the stage in a line. */
class RefusedTransactionLogTest {
    private final Logger kafkas = new LoggerContext().getLogger("of a producer");

    @Test
    void leavesOutThatTransactionsAreRefused() {
        kafkas.setLevel(Level.WARN);
        assertThat(decide(new TransactionalIdAuthorizationException("no"))).isEqualTo(FilterReply.DENY);
        kafkas.setLevel(Level.DEBUG);
        assertThat(decide(new TransactionalIdAuthorizationException("no")))
                .as("the whole story")
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void letsEverythingElseThrough() {
        kafkas.setLevel(Level.WARN);
        assertThat(decide(new TopicAuthorizationException("no"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(new IllegalStateException("other"))).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decide(Throwable thrown) {
        return new RefusedTransactionLog().decide(null, kafkas, Level.ERROR, "it failed", null, thrown);
    }
}
