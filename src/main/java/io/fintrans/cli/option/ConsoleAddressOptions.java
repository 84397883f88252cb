package io.fintrans.cli.option;

import io.fintrans.cli.value.PortConverter;
import io.fintrans.cli.value.SecretSource;
import io.fintrans.console.ConsoleSettings;
import io.fintrans.console.Tls;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where the console listens, and how browsers reach it without anyone reading along. */
public final class ConsoleAddressOptions {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAddressOptions.class);
    private static final String PASSWORD = "FINTRANS_TLS_PASSWORD";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; one that others can reach needs --tls-keystore or --behind-proxy"
                    + " (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            defaultValue = "8088",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = ConsoleSettings.DEFAULT_PORT;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Speak TLS with the certificate and key in this PKCS#12 or JKS file. It may be replaced while"
                    + " the console runs.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "File with the password of --tls-keystore (default: the variable " + PASSWORD + ").")
    private @Nullable Path passwordFile;

    @Option(
            names = "--behind-proxy",
            description = "A proxy before it speaks TLS with browsers, passes the Host header on, and appends to"
                    + " X-Forwarded-For.")
    private boolean behindProxy;

    @Option(
            names = "--public-address",
            paramLabel = "URL",
            description = "Scheme, host and port that browsers use, such as https://console.example, where that is not"
                    + " the address to listen on.")
    private @Nullable String publicAddress;

    /** @throws CommandException if others could read passwords on their way */
    public void check() {
        if (!LOOPBACK.contains(host) && !behindProxy && keystore == null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--host " + host + " can be reached by others, who could read passwords on their way: give a"
                            + " certificate with --tls-keystore, or put a proxy that speaks TLS before the console and"
                            + " say so with --behind-proxy.");
        }
        if (behindProxy && keystore != null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--behind-proxy and --tls-keystore exclude each other: who speaks TLS with browsers?");
        }
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean behindProxy() {
        return behindProxy;
    }

    public boolean encrypted() {
        return behindProxy || keystore != null;
    }

    /** @throws CommandException if the file cannot be used */
    @Nullable
    public Tls tls() {
        if (keystore == null) {
            return null;
        }
        String password = SecretSource.read("--tls-password-file", passwordFile, PASSWORD)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "--tls-keystore needs its password: give --tls-password-file or the variable " + PASSWORD
                                + "."));
        try {
            return Tls.of(keystore, password);
        } catch (IOException e) {
            throw PathOption.unreadable("--tls-keystore", keystore, e);
        }
    }

    /** @throws CommandException if it is more than an origin, or one that others can read along with */
    @Nullable
    public URI publicAddress() {
        if (publicAddress == null) {
            return null;
        }
        try {
            URI url = new URI(publicAddress.replaceFirst("/$", ""));
            boolean isOrigin = url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getRawPath().isEmpty()
                    && url.getQuery() == null
                    && url.getFragment() == null;
            if (isOrigin && (encrypted() ? "https" : "http").equals(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException e) {
            LOG.debug("no URI", e);
        }
        throw new CommandException(
                ExitCode.USAGE,
                "--public-address must be like " + (encrypted() ? "https" : "http")
                        + "://console.example:8443, but was: " + publicAddress);
    }
}
