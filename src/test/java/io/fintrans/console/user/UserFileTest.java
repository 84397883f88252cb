package io.fintrans.console.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.console.access.AccessSettings;
import io.fintrans.console.openid.OpenIdException;
import io.fintrans.console.openid.SubjectFile;
import io.fintrans.testing.LockHolder;
import io.fintrans.testing.SmallDisk;
import io.fintrans.testing.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {
    private static final User ANN = new User("ann", Role.VIEWER, null);

    @TempDir
    private Path folder;

    /** Any user of the machine could hold a shared lock on the world-readable lock file, and every sign-in hung. */
    @Test
    void answersWhileAnotherProgramKeepsTheLock() throws IOException {
        UserFile users = users(folder);
        users.put(ANN);
        try (TestProcess other = LockHolder.lock(folder.resolve("users.lock"))) {
            CompletableFuture<Void> change = CompletableFuture.runAsync(() -> users.put(ANN));
            while (!change.isDone()) {
                assertThat(users.find("ann")).contains(ANN);
            }
            assertThat(other.isAlive()).isTrue();
            assertThatThrownBy(change::join)
                    .hasCauseInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("users.lock locked");
        }
        users.put(ANN);
    }

    @Test
    void takesItsFilesAwayFromOthers() throws IOException {
        for (String name : new String[] {"users", "users.lock"}) {
            Path file = Files.writeString(folder.resolve(name), "");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        users(folder).put(ANN);

        for (String name : new String[] {"users", "users.lock"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsTheUsersWhenTheDiskIsFull() throws IOException, OpenIdException {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"))) {
            Path small = folder.resolve("disk");
            UserFile users = users(small);
            SubjectFile subjects = AccessSettings.subjects(small);
            users.put(ANN);
            subjects.require("ann", "issuer", "1");
            disk.fillBut(0);
            assertThatThrownBy(() -> users.put(new User("bob", Role.VIEWER, null)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> subjects.require("bob", "issuer", "2")).isInstanceOf(UncheckedIOException.class);
            subjects.require("ann", "issuer", "1");
            assertThat(users(small).all()).containsExactly(ANN);
            disk.free();
            subjects.require("bob", "issuer", "2");
            assertThatThrownBy(() -> subjects.require("bob", "issuer", "3")).isInstanceOf(OpenIdException.class);
        }
    }

    private static UserFile users(Path folder) {
        return AccessSettings.users(folder);
    }
}
