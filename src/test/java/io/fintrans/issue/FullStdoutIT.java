package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A command whose output did not fit on the disk said so, and not how much of it is missing. */
class FullStdoutIT {
    @Test
    void saysHowManyLinesWereNotPrinted() {
        TestProcess help = TestProcess.fintrans("help", "detect");
        assertThat(help.awaitExit(Duration.ofSeconds(60))).isEqualTo(ExitCode.DONE);
        try (TestProcess full = TestProcess.start(List.of(
                "bash",
                "-c",
                Path.of(System.getProperty("java.home"), "bin", "java") + " -cp \"$1\" io.fintrans.cli.Main help detect"
                        + " > /dev/full",
                "bash",
                System.getProperty("java.class.path")))) {
            assertThat(full.awaitExit(Duration.ofSeconds(60))).isEqualTo(ExitCode.FAILED);
            assertThat(full.log())
                    .hasSize(1)
                    .allMatch(line -> line.matches(".*the disk is full.* At least \\d+ lines were not printed\\."));
            assertThat(full.log().get(0)).contains(" " + help.out().size() + " lines");
        }
    }
}
