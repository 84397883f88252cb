package io.fintrans.cli.option;

import io.fintrans.cli.value.DurationConverter;
import io.fintrans.cli.value.SecretSource;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.timeseries.Compression;
import io.fintrans.timeseries.Dialect;
import io.fintrans.timeseries.InfluxAccess;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which InfluxDB, as whom, and how it keeps what it gets. Secrets come from files or the environment, never from the command line. */
public final class InfluxOptions {
    private static final String PASSWORD = "FINTRANS_INFLUX_PASSWORD";
    private static final String TOKEN = "FINTRANS_INFLUX_TOKEN";
    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

    @Option(
            names = "--influx",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8086",
            description = "InfluxDB to write to, a URL or HOST:PORT (default: the variable INFLUX_API, or"
                    + " ${DEFAULT-VALUE}).")
    private String influx;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            defaultValue = "fintrans",
            description = "Database, or bucket, to write to (default: the variable INFLUX_TARGET_DB, or"
                    + " ${DEFAULT-VALUE}).")
    private String database;

    @Option(names = "--username", paramLabel = "NAME", description = "User of InfluxDB 1.x.")
    private @Nullable String username;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with the user's password (default: the variable " + PASSWORD + ").")
    private @Nullable Path passwordFile;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token of InfluxDB 2.x or 3.x (default: the variable " + TOKEN + ").")
    private @Nullable Path tokenFile;

    @Option(names = "--org", paramLabel = "NAME", description = "Organization of InfluxDB 2.x.")
    private @Nullable String org;

    @Option(
            names = "--dialect",
            paramLabel = "VERSION",
            defaultValue = "auto",
            description = "InfluxDB's major version: 1, 2, 3, or auto to ask the server (default: ${DEFAULT-VALUE}).")
    private String dialect;

    @Option(
            names = "--retention",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "How long points are kept in a database that is made; at least 1h, 0s for ever (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration retention;

    @Option(
            names = "--compression",
            paramLabel = "KIND",
            description =
                    "gzip or none (default: gzip, but none for an InfluxDB on this machine, where it would only cost).")
    private @Nullable Compression compression;

    /** @throws CommandException if the options contradict each other or a file cannot be read */
    public InfluxAccess access() {
        Optional<String> password = SecretSource.read("--password-file", passwordFile, PASSWORD);
        if (username == null && password.isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE, "There is a password for InfluxDB but no user: give --username too.");
        }
        return new InfluxAccess(
                url(influx),
                database,
                Optional.ofNullable(username),
                password,
                SecretSource.read("--token-file", tokenFile, TOKEN),
                Optional.ofNullable(org));
    }

    /** The dialect that was set; nothing if the server is to be asked. */
    public Optional<Dialect> dialect() {
        return switch (dialect) {
            case "auto" -> Optional.empty();
            case "1" -> Optional.of(Dialect.V1);
            case "2" -> Optional.of(Dialect.V2);
            case "3" -> Optional.of(Dialect.V3);
            default ->
                throw new CommandException(ExitCode.USAGE, "--dialect must be 1, 2, 3 or auto but was: " + dialect);
        };
    }

    /** @throws CommandException if it is shorter than InfluxDB can */
    public Duration retention() {
        if (!retention.isZero() && retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw new CommandException(
                    ExitCode.USAGE, "--retention must be at least 1h, which is InfluxDB's limit, or 0s for ever.");
        }
        return retention;
    }

    public Compression compression() {
        return compression != null ? compression : Compression.suitedTo(url(influx));
    }

    /** Reads {@code http://host:8086} and, as the first demo, {@code host:8086}. */
    private static URI url(String text) {
        String whole = text.contains("://") ? text : "http://" + text;
        try {
            URI url = new URI(whole.replaceFirst("/+$", ""));
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static CommandException refused(String text) {
        String shown = text.contains("@") ? "one with a user in it" : text;
        return new CommandException(
                ExitCode.USAGE,
                "--influx must be a URL such as http://127.0.0.1:8086, without user and password, but was: " + shown);
    }
}
