package io.fintrans.console.record;

import io.fintrans.casework.ConsoleSignature;
import io.fintrans.machine.FileFault;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key that a console signs with, and the keys of all consoles whose signatures it believes; its own is one of them. */
public final class KeyRing {
    /** The file with the keys of other consoles in a console's folder. */
    public static final String FILE = TrustedKeys.FILE;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final @Nullable KeyPair own;
    private final @Nullable Path file;
    private final TrustedKeys given;
    private volatile TrustedKeys trusted;

    private KeyRing(@Nullable KeyPair own, @Nullable Path file, TrustedKeys given) throws IOException {
        this.own = own;
        this.file = file;
        this.given = given;
        this.trusted = read();
    }

    /**
     * Opens the key of a console's folder, and makes one the first time.
     *
     * @param trustedKeys the file with the other consoles' keys; null for {@code trusted-keys} in the folder, which need not be there
     * @throws IOException with a sentence for the user
     */
    public static KeyRing open(Path folder, @Nullable Path trustedKeys) throws IOException {
        Files.createDirectories(folder);
        KeyPair own = AuditKey.openPair(folder);
        return new KeyRing(
                own,
                trustedKeys == null ? folder.resolve(TrustedKeys.FILE) : present(trustedKeys),
                TrustedKeys.of(List.of(own.getPublic())));
    }

    /**
     * For who only reads.
     *
     * @param keys given one by one
     * @param trustedKeys a file as a console has it; null for none
     */
    public static KeyRing of(List<PublicKey> keys, @Nullable Path trustedKeys) throws IOException {
        return new KeyRing(null, trustedKeys == null ? null : present(trustedKeys), TrustedKeys.of(keys));
    }

    private static Path present(Path file) throws IOException {
        try {
            file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
            return file;
        } catch (IOException e) {
            throw FileFault.of(file, e);
        }
    }

    private TrustedKeys read() throws IOException {
        return file == null || Files.notExists(file) ? given : given.and(TrustedKeys.read(file));
    }

    /** The ids of all keys that are believed. */
    public Set<String> ids() {
        return new TreeSet<>(trusted.keys().keySet());
    }

    /** The id of the key that this console signs with. */
    public String id() {
        return AuditKey.id(pair().getPublic());
    }

    /** A signature for what was written for a cluster. */
    ConsoleSignature sign(byte[] what, String cluster) {
        return new ConsoleSignature(cluster, id(), HexFormat.of().formatHex(AuditKey.sign(pair().getPrivate(), what)));
    }

    private KeyPair pair() {
        if (own == null) {
            throw new IllegalStateException("there is no key to sign with");
        }
        return own;
    }

    /** Those that are trusted now, read again if this key is not among them: a key may be made known while the console runs. */
    TrustedKeys trusted(String key) {
        if (!trusted.keys().containsKey(key)) {
            readAgain();
        }
        return trusted;
    }

    private void readAgain() {
        try {
            trusted = read();
        } catch (IOException e) {
            LOG.error("event=trusted-keys-unreadable why=\"{}\"; those of before stay", e.getMessage());
        }
    }
}
