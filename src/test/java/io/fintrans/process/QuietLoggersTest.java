package io.fintrans.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What Kafka's classes do not say because fintrans says it in a line: each is known by its class's name, which a newer Kafka may change. */
class QuietLoggersTest {
    private static final Pattern OF_A_CLASS =
            Pattern.compile("<logger name=\"(org\\.apache\\.kafka\\.[a-z.]+\\.[A-Z]\\w+)\"");

    @Test
    void eachIsThatOfAClassOfKafka() throws IOException {
        List<String> classes = classes();
        assertThat(classes).hasSizeGreaterThan(10);
        assertThat(classes)
                .allSatisfy(name -> assertThatCode(
                                () -> Class.forName(name, false, getClass().getClassLoader()))
                        .as(name)
                        .doesNotThrowAnyException());
    }

    /**
     * Under the streams protocol a thread that had lost its tasks logged, behind the line that says so, twenty lines: <i>Reconciliation
     * failed for tasks: Assignment event skipped because consumer is unsubscribing</i>. It joins again and is given others.
     */
    @Test
    void aThreadThatJoinsAgainDoesNotSayWhatItWasGivenBefore() throws IOException {
        String manager = "org.apache.kafka.clients.consumer.internals.StreamsMembershipManager";
        assertThat(classes()).contains(manager);
        assertThat(LoggerFactory.getLogger(manager).isErrorEnabled()).isFalse();
    }

    private static List<String> classes() throws IOException {
        return OF_A_CLASS
                .matcher(Files.readString(Path.of("src/main/resources/logback.xml"), UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
