package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stage that was told to end before it had started, while it asked a listener that takes connections and never answers, ended with 143 or
 * with 1 after 20 seconds. It is the normal end of it, there too.
 */
class StoppedBeforeItStartedIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"detect", "network", "volume", "ingest", "generate", "console"})
    void endsWithZero(String command) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<String> line =
                    new ArrayList<>(List.of(command, "--bootstrap-server", "127.0.0.1:" + silent.getLocalPort()));
            if (command.equals("console")) {
                line.addAll(List.of("--data-dir", folder.toString(), "--port", "0"));
            }
            try (TestProcess stage = TestProcess.fintrans(line.toArray(String[]::new));
                    Socket asked = silent.accept()) {
                assertThat(asked.isConnected()).isTrue();
                assertThat(stage.stop(Duration.ofSeconds(60)))
                        .as(String.join("\n", stage.log()))
                        .isEqualTo(ExitCode.DONE);
                assertThat(stage.log()).isEmpty();
            }
        }
    }

    /** It ended with 143, as a program does that knows no signals. */
    @Test
    void aBrokerEndsWithZeroWhileItStarts() {
        Path data = folder.resolve("kafka");
        try (TestProcess broker = TestProcess.fintrans("broker", "--port", "0", "--data-dir", data.toString())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(data.resolve("server.properties")));
            assertThat(broker.stop(Duration.ofSeconds(60)))
                    .as(String.join("\n", broker.log()))
                    .isEqualTo(ExitCode.DONE);
        }
    }
}
