package io.fintrans.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void refusesASecondHolderAndNamesTheFirst() throws Exception {
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThat(lock).isNotNull();
            String own = Long.toString(ProcessHandle.current().pid());
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining(own);
        }
    }

    @Test
    void canBeTakenAgainAfterItWasGivenBack() throws Exception {
        FolderLock.take(folder).close();

        try (FolderLock again = FolderLock.take(folder)) {
            assertThat(again).isNotNull();
        }
        assertThat(folder.resolve("pid")).doesNotExist();
    }

    @Test
    void createsTheFolder() throws Exception {
        Path missing = folder.resolve("a/b");
        try (FolderLock lock = FolderLock.take(missing)) {
            assertThat(lock).isNotNull();
            assertThat(missing).isDirectory();
        }
    }
}
