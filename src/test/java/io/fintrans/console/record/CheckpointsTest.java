package io.fintrans.console.record;

import static io.fintrans.casework.TestCommands.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.casework.CaseEvent;
import io.fintrans.machine.FolderInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItSigned() throws IOException {
        append(1);
        append(2);

        assertThat(read()).extracting(Checkpoint::sequence).containsExactly(1L, 2L);
        assertThat(read()).allMatch(each -> each.at().equals(NOW) && each.isSignedBy(key()));
    }

    @Test
    void keepsThePrivateKeyToItself() throws IOException {
        append(1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(AuditKey.PRIVATE_FILE))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve(AuditKey.PUBLIC_FILE))).startsWith("-----BEGIN PUBLIC KEY-----\n");
    }

    @Test
    void noticesEveryChangeOfACheckpoint() throws IOException {
        append(1);
        Checkpoint original = read().get(0);
        String line = Files.readString(file());
        for (int i = 0; i < line.length() - 1; i++) {
            Files.writeString(file(), line.substring(0, i) + (char) (line.charAt(i) ^ 1) + line.substring(i + 1));
            assertThat(passesAsAnother(original)).as("character %d", i).isFalse();
        }
    }

    private boolean passesAsAnother(Checkpoint original) throws IOException {
        Checkpoint read;
        try {
            read = read().get(0);
        } catch (IllegalArgumentException e) {
            return false;
        }
        // The last character of Base64 has spare bits: what is signed is what must not change.
        Checkpoint same = new Checkpoint(read.sequence(), read.head(), read.at(), original.signature());
        return read.isSignedBy(key()) && !same.equals(original);
    }

    @Test
    void goesOnBehindALineThatACrashLeftUnfinished() throws IOException {
        append(1);
        Files.writeString(file(), "{\"sequence\":2,\"he", StandardOpenOption.APPEND);
        assertThat(read()).hasSize(1);
        append(2);

        assertThat(read()).extracting(Checkpoint::sequence).containsExactly(1L, 2L);
    }

    /** Two consoles on one folder wrote over what the other had signed: of 7 checkpoints 2 were left. */
    @Test
    void refusesASecondConsoleOnTheSameFolder() throws IOException {
        try (Checkpoints first = Checkpoints.open(folder, CLOCK)) {
            first.append(1, CaseEvent.NO_HASH);
            assertThatThrownBy(() -> Checkpoints.open(folder, CLOCK))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("is in use by process");
            first.append(2, CaseEvent.NO_HASH);
        }
        append(3);
        assertThat(read()).extracting(Checkpoint::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void takesWhatItFindsAwayFromOthers() throws IOException {
        append(1);
        for (String name : List.of(Checkpoints.FILE, AuditKey.PRIVATE_FILE, AuditKey.PUBLIC_FILE, ".lock", ".")) {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        append(2);
        for (String name : List.of(Checkpoints.FILE, AuditKey.PRIVATE_FILE, AuditKey.PUBLIC_FILE, ".lock", ".")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void saysWhichLineIsNoCheckpoint() throws IOException {
        append(1);
        Files.writeString(file(), "{}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void believesOnlyItsOwnKey() throws IOException {
        append(1);
        List<Checkpoint> signed = read();
        Files.delete(folder.resolve(AuditKey.PRIVATE_FILE));
        append(2);

        assertThat(signed.get(0).isSignedBy(key())).isFalse();
    }

    private void append(long sequence) throws IOException {
        try (Checkpoints checkpoints = Checkpoints.open(folder, CLOCK)) {
            checkpoints.append(sequence, CaseEvent.NO_HASH);
        }
    }

    private List<Checkpoint> read() throws IOException {
        return Checkpoints.read(file());
    }

    private Path file() {
        return folder.resolve(Checkpoints.FILE);
    }

    private PublicKey key() {
        try {
            return AuditKey.readPublic(folder.resolve(AuditKey.PUBLIC_FILE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
