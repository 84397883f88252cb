package io.fintrans.console.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.machine.BoundedFile;
import io.fintrans.machine.FileFault;
import io.fintrans.machine.OwnerOnly;
import io.fintrans.machine.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The pair of keys that checkpoints are signed with: files in PEM, as other programs read them too. */
public final class AuditKey {
    public static final String PRIVATE_FILE = "audit-key";
    /** The public key in the folder of the checkpoints. */
    public static final String PUBLIC_FILE = "audit-key.pub";

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private AuditKey() {}

    /**
     * The keys of that folder; the first time a new pair is made.
     *
     * @throws IOException with a sentence for the user, also if the two do not belong together
     */
    static KeyPair openPair(Path folder) throws IOException {
        PrivateKey own = openOrMake(folder);
        PublicKey open = readPublic(folder.resolve(PUBLIC_FILE));
        byte[] probe = PUBLIC_FILE.getBytes(US_ASCII);
        if (!verify(open, probe, sign(own, probe))) {
            throw new IOException(folder.resolve(PUBLIC_FILE) + " does not belong to " + folder.resolve(PRIVATE_FILE)
                    + ": somebody has exchanged one of them. Put back the right one");
        }
        return new KeyPair(open, own);
    }

    /** What a key is called: 32 hexadecimal digits, the beginning of its SHA-256. */
    public static String id(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] what) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(what);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign: " + e.getMessage(), e);
        }
    }

    static boolean verify(PublicKey key, byte[] what, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(what);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The private key of that folder; the first time a new pair is made. */
    static PrivateKey openOrMake(Path folder) throws IOException {
        Path file = folder.resolve(PRIVATE_FILE);
        try {
            if (!Files.exists(file)) {
                make(folder);
            }
            OwnerOnly.file(file);
            OwnerOnly.file(folder.resolve(PUBLIC_FILE));
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(read(file, PRIVATE)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is not a private key of Ed25519", e);
        }
    }

    /** @throws IOException with a sentence for the user if the file cannot be read or is no such key */
    public static PublicKey readPublic(Path file) throws IOException {
        return publicKey(read(file, PUBLIC), file);
    }

    static PublicKey publicKey(byte[] encoded, Path file) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is not a public key of Ed25519", e);
        }
    }

    /** The private key comes last: where it is, the public one is complete. */
    private static void make(Path folder) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        write(folder.resolve(PUBLIC_FILE), PUBLIC, pair.getPublic().getEncoded());
        write(folder.resolve(PRIVATE_FILE), PRIVATE, pair.getPrivate().getEncoded());
    }

    private static void write(Path file, String kind, byte[] key) throws IOException {
        WholeFile.replace(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind
                        + "-----\n");
    }

    private static byte[] read(Path file, String kind) throws IOException {
        try {
            String text = BoundedFile.text(file, US_ASCII, BoundedFile.SECRET);
            String body = text.replace("-----BEGIN " + kind + "-----", "").replace("-----END " + kind + "-----", "");
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IOException(file + " is not a key in PEM", e);
        } catch (IOException e) {
            throw FileFault.of(file, e);
        }
    }
}
