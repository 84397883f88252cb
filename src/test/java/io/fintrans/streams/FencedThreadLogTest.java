package io.fintrans.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A thread that had lost its tasks was told of in twenty lines of Java. */
class FencedThreadLogTest {
    private final Logger ours = (Logger) LoggerFactory.getLogger(FencedThreadLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger kafkas = new LoggerContext().getLogger("of Kafka Streams");
    private final TaskMigratedException fenced = new TaskMigratedException("fenced", new RuntimeException("why"));

    @BeforeEach
    void listen() {
        kafkas.setLevel(Level.WARN);
        lines.start();
        ours.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        ours.detachAppender(lines);
    }

    @Test
    void saysInALineWhatKafkaSaysWithAStackTrace() {
        assertThat(decide(null, fenced)).isEqualTo(FilterReply.DENY);
        assertThat(decide(new Object[] {"a thread", fenced}, null)).isEqualTo(FilterReply.DENY);
        assertThat(lines.list)
                .hasSize(2)
                .allMatch(line -> line.getFormattedMessage().startsWith("event=fenced thread="))
                .allMatch(line -> line.getThrowableProxy() == null);
    }

    @Test
    void letsEverythingElseThrough() {
        assertThat(decide(null, new IllegalStateException("other"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(new Object[] {"word"}, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(new Object[0], null)).isEqualTo(FilterReply.NEUTRAL);
        kafkas.setLevel(Level.DEBUG);
        assertThat(decide(null, fenced)).as("the whole story").isEqualTo(FilterReply.NEUTRAL);
        assertThat(lines.list).isEmpty();
    }

    private FilterReply decide(Object @Nullable [] parameters, @Nullable Throwable thrown) {
        return new FencedThreadLog().decide(null, kafkas, Level.WARN, "it failed", parameters, thrown);
    }
}
