package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorIT {
    private final StringWriter out = new StringWriter();

    @Test
    void saysThatTopicsAreMissingAndHowToCreateThemAndIsContentAfterThat() {
        try (TestBroker broker = TestBroker.start()) {
            assertThat(run("doctor", broker.address())).isEqualTo(ExitCode.CHECK_FAILED);
            assertThat(out.toString())
                    .contains("fail  topic London: is missing")
                    .contains("fintrans topics")
                    .contains("ok    version: Kafka 4.4")
                    .contains("ok    clock: ");

            assertThat(run("topics", broker.address())).isEqualTo(ExitCode.DONE);
            List<String> made = new ArrayList<>(
                    new Topics(City.DEFAULTS, 4).all().stream().map(Topic::name).toList());
            made.addAll(List.of("fintrans-detector-window-changelog", "fintrans-volume-seconds-changelog"));
            assertThat(out.toString()).contains(made).doesNotContain("missing");

            assertThat(run("doctor", broker.address())).isEqualTo(ExitCode.DONE);
            assertThat(out.toString())
                    .contains(new Topics(City.DEFAULTS, 4)
                            .all().stream()
                                    .map(topic -> "ok    topic " + topic.name() + ": ")
                                    .toList())
                    .contains("ok    topic London: 4 partitions")
                    .contains("ok    journal of detect: 4 partitions; holds what was read")
                    .contains("ok    journal of volume: 4 partitions; holds what was read")
                    .contains("ok    permissions: ");
        }
    }

    @Test
    void saysThatKafkaCannotBeReachedAndStillLooksAtTheMachine() {
        assertThat(run(
                        "doctor",
                        "127.0.0.1:1",
                        "--command-property",
                        "default.api.timeout.ms=300",
                        "--command-property",
                        "request.timeout.ms=200"))
                .isEqualTo(ExitCode.UNREACHABLE);

        assertThat(out.toString())
                .contains("fail  broker: 127.0.0.1:1 cannot be reached")
                .contains("java: ");
    }

    private int run(String command, String address, String... more) {
        out.getBuffer().setLength(0);
        String[] arguments = new String[3 + more.length];
        arguments[0] = command;
        arguments[1] = "--bootstrap-server";
        arguments[2] = address;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
