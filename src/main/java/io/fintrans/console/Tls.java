package io.fintrans.console;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The certificate with which the console speaks TLS 1.2 and 1.3. A file that is renewed while it runs is read again within a minute.
 *
 * @param keystore PKCS#12 or JKS, with a private key and its chain
 * @param password of the keystore and the key
 */
public record Tls(Path keystore, String password) {
    private static final int LOOKS_AGAIN_SECONDS = 60;

    /**
     * A certificate that was looked at.
     *
     * @throws IOException if the file is no keystore, the password is wrong, or there is no private key in it
     */
    public static Tls of(Path keystore, String password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return new Tls(keystore, password);
                }
            }
            throw new IOException("there is no private key in it");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What listens. */
    Connector connector(Server server, HttpConfiguration plain, String host, int port) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(keystore.toAbsolutePath().toString());
        ssl.setKeyStorePassword(password);
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        KeyStoreScanner renewal = new KeyStoreScanner(ssl);
        renewal.setScanInterval(LOOKS_AGAIN_SECONDS);
        server.addBean(renewal);
        HttpConfiguration secure = new HttpConfiguration(plain);
        // Tells which certificate fits the name that was asked for, and refuses names that none does.
        secure.addCustomizer(new SecureRequestCustomizer());
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    @Override
    public String toString() {
        return "Tls[" + keystore + "]";
    }
}
