package io.fintrans.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.testing.LockHolder;
import io.fintrans.testing.TestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientLockTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void isHeldByOneThreadAtATime() throws IOException {
        PatientLock first = PatientLock.take(file(), LONG);
        assertThatThrownBy(() -> PatientLock.take(file(), SHORT)).hasMessageContaining("locked");
        CompletableFuture<PatientLock> second = CompletableFuture.supplyAsync(() -> take(file()));
        first.close();
        second.join().close();

        PatientLock.take(file(), SHORT).close();
    }

    @Test
    void givesUpWhenAnotherProgramKeepsEvenASharedLock() throws IOException {
        Files.writeString(file(), "");
        try (TestProcess other = LockHolder.lock(file())) {
            assertThat(other.isAlive()).isTrue();
            assertThatThrownBy(() -> PatientLock.take(file(), SHORT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file().toString());
        }
        PatientLock.take(file(), LONG).close();
        assertThat(file()).exists();
    }

    private static PatientLock take(Path file) {
        try {
            return PatientLock.take(file, LONG);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return folder.resolve("lock");
    }
}
