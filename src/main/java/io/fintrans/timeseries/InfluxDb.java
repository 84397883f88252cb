package io.fintrans.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A server of InfluxDB, over HTTP. Writes are not repeated here, and their outcome is never an exception: what to do about it is for
 * the caller to say.
 */
public final class InfluxDb {
    /** An answer that takes longer is none. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What of an answer's text is kept: InfluxDB repeats every line that it refuses. */
    private static final int MAX_MESSAGE_CHARS = 500;
    /** What of an answer to a write is read: enough for its message. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    /** What of any other answer is read: a server may have thousands of databases. */
    private static final int MAX_ADMINISTRATION_BYTES = 4 * 1024 * 1024;

    /** How InfluxDB 1.x, 2.x and 3.x begin to say what is wrong with a write. */
    private static final Pattern ERROR = Pattern.compile("^\\{\\s*\"(error|code|message)\"\\s*:");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final InfluxAccess access;
    private final Dialect dialect;

    public InfluxDb(InfluxAccess access, Dialect dialect) {
        this.access = access;
        this.dialect = dialect;
    }

    public InfluxAccess access() {
        return access;
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * Writes points.
     *
     * @param lines in line protocol
     * @param gzipped whether they are compressed
     * @return never completes exceptionally, and always within {@link #PATIENCE} and a little
     */
    public CompletableFuture<WriteOutcome> writeAsync(byte[] lines, boolean gzipped) {
        HttpRequest.Builder request = request(dialect.writePath(access))
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(lines));
        if (gzipped) {
            request.header("Content-Encoding", "gzip");
        }
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), BoundedBody.upTo(MAX_ANSWER_BYTES));
        // The request's own limit ends with the first byte of the answer, which may then come drop by drop.
        return sent.copy()
                .orTimeout(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (response == null) {
                        sent.cancel(true);
                        return new WriteOutcome.Later(words(failure), Optional.empty());
                    }
                    return outcome(response);
                });
    }

    /**
     * Sends a request of the server's administration and waits for the answer.
     *
     * @throws IOException if the server does not answer within {@link #PATIENCE} and a little
     */
    HttpResponse<byte[]> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return ask(client, request.build(), PATIENCE);
    }

    /** The answer, whose text may come drop by drop: its request's own limit ends with the first byte. */
    static HttpResponse<byte[]> ask(HttpClient client, HttpRequest request, Duration patience)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, BoundedBody.upTo(MAX_ADMINISTRATION_BYTES));
        try {
            return sent.get(patience.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            sent.cancel(true);
        }
    }

    /** A request with this user's rights. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(access.url() + path)).timeout(PATIENCE);
        dialect.authorization(access).ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private static WriteOutcome outcome(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return switch (status) {
            case 204 -> new WriteOutcome.Taken();
            case 200 -> response.body().length == 0 ? new WriteOutcome.Taken() : somebodyElse(response);
            case 400, 422 ->
                ERROR.matcher(message(response)).find()
                        ? WriteOutcome.ofRefusal(message(response))
                        : somebodyElse(response);
            case 401, 403 -> new WriteOutcome.Unauthorized(message(response));
            case 404 -> new WriteOutcome.NoDatabase(message(response));
            case 413 -> new WriteOutcome.TooLarge();
            default -> new WriteOutcome.Later("status " + status + ": " + message(response), retryAfter(response));
        };
    }

    /** A proxy that has its own words says nothing about points, neither that they are in nor that they are wrong. */
    private static WriteOutcome somebodyElse(HttpResponse<byte[]> response) {
        return new WriteOutcome.Later(
                "status " + response.statusCode() + " from something that does not answer as InfluxDB does: "
                        + message(response),
                retryAfter(response));
    }

    /** The header is a number of seconds; a date is not understood, and then we decide ourselves. */
    private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    /** What the server says, shortened, without what could change a terminal or a log. */
    static String message(HttpResponse<byte[]> response) {
        String text = new String(response.body(), UTF_8).strip().replaceAll("\\p{Cntrl}", " ");
        return text.length() <= MAX_MESSAGE_CHARS ? text : text.substring(0, MAX_MESSAGE_CHARS) + "...";
    }

    private static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
