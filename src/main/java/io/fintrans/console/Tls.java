package io.fintrans.console;

import io.fintrans.machine.BoundedFile;
import io.fintrans.machine.FileFault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate with which the console speaks TLS 1.2 and 1.3. A file that is renewed while it runs is read again within a minute.
 *
 * @param keystore PKCS#12 or JKS, with a private key and its chain
 * @param password of the keystore and the key
 */
public record Tls(Path keystore, String password) {
    private static final int LOOKS_AGAIN_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    /**
     * A certificate that was looked at.
     *
     * @throws IOException if the file is no keystore, the password is wrong, or there is no private key in it
     */
    public static Tls of(Path keystore, String password) throws IOException {
        try {
            BoundedFile.bytes(keystore, BoundedFile.SETTINGS);
        } catch (IOException e) {
            throw FileFault.of(keystore, e);
        }
        if (!hasPrivateKey(keystore, password)) {
            throw new IOException(keystore + " has no private key; put the key into it with its certificate");
        }
        return new Tls(keystore, password);
    }

    private static boolean hasPrivateKey(Path keystore, String password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            throw new IOException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "the password of " + keystore + " is another one; check it"
                            : keystore + " is no whole keystore in PKCS#12 or JKS; make one with keytool or openssl",
                    e);
        }
    }

    /** Takes a new file when it is whole; until then the certificate before it serves. */
    private final class Renewal extends KeyStoreScanner {
        Renewal(SslContextFactory ssl) {
            super(ssl);
            setScanInterval(LOOKS_AGAIN_SECONDS);
        }

        @Override
        public void reload() {
            try {
                of(keystore, password);
                super.reload();
                LOG.info("event=certificate-renewed file={}", keystore);
            } catch (IOException e) {
                LOG.warn("event=certificate-not-renewed file={} why=\"{}\"", keystore, e.getMessage());
            }
        }

        @Override
        public void fileRemoved(String file) {
            LOG.warn("event=certificate-not-renewed file={} why=\"it is gone\"", file);
        }
    }

    /** What listens, where is yet to be said. */
    ServerConnector connector(Server server, HttpConfiguration plain) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(keystore.toAbsolutePath().toString());
        ssl.setKeyStorePassword(password);
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        server.addBean(new Renewal(ssl));
        HttpConfiguration secure = new HttpConfiguration(plain);
        // Tells which certificate fits the name that was asked for, and refuses names that none does.
        secure.addCustomizer(new SecureRequestCustomizer());
        return new ServerConnector(
                server,
                new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(secure));
    }

    @Override
    public String toString() {
        return "Tls[" + keystore + "]";
    }
}
