package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
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

            assertThat(run("doctor", broker.address())).isEqualTo(ExitCode.DONE);
            assertThat(out.toString())
                    .contains("ok    topic London: 4 partitions")
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
