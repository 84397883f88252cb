package io.fintrans.testing;

import io.fintrans.console.record.AuditKey;
import io.fintrans.console.record.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does what an operator does before several consoles run on one cluster. */
public final class TestKeys {
    private TestKeys() {}

    /** Each folder has a key then, and the keys of all in its {@code trusted-keys}. */
    public static void trustEachOther(Path... folders) {
        try {
            StringBuilder all = new StringBuilder();
            for (Path folder : folders) {
                KeyRing.open(folder, null);
                all.append(Files.readString(folder.resolve(AuditKey.PUBLIC_FILE)));
            }
            for (Path folder : folders) {
                Files.writeString(folder.resolve(KeyRing.FILE), all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
