package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.console.live.LiveStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Lets requests through when they are whole: a body that comes slowly holds no thread, and only for a while a connection. What no route
 * takes, because it is too long or cannot be read, is answered here.
 */
final class WholeRequests extends Handler.Wrapper {
    /** A slow line needs two seconds for the longest body. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** For an answer to be taken, unless it is one that goes on: a thread may wait for that. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

    /** The longest comment, with each letter written as six. */
    static final int MOST_BYTES = 64 * 1024;

    /** The longest path that leads somewhere has less than 100; the router's patterns need a stack for each segment. */
    private static final int LONGEST_PATH = 500;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getHttpURI().getPath().length() > LONGEST_PATH) {
            refuse(response, callback, HttpStatus.URI_TOO_LONG_414, "There is no such page: the path is too long.");
            return true;
        }
        if (request.getLength() > MOST_BYTES) {
            refuseLong(response, callback);
            return true;
        }
        if (!request.getHttpURI().getPath().equals(LiveStream.PATH)) {
            limit(request);
        }
        if (request.getLength() <= 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            return super.handle(request, response, callback);
        }
        new Reception(request, response, callback).begin();
        return true;
    }

    private static void limit(Request request) {
        Scheduler.Task end = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getConnectionMetaData()
                                .getConnection()
                                .getEndPoint()
                                .close(),
                        LONGEST_ANSWER.toMillis(),
                        TimeUnit.MILLISECONDS);
        Request.addCompletionListener(request, failure -> end.cancel());
    }

    private static void refuseLong(Response response, Callback callback) {
        refuse(
                response,
                callback,
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "A request has at most " + MOST_BYTES / 1024 + " KiB.");
    }

    private static void refuse(Response response, Callback callback, int status, String sentence) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        // What is left of the request would be taken for the next one.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, UTF_8.encode("{\"error\":\"" + sentence + "\"}"), callback);
    }

    /** A body on its way. */
    private final class Reception implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final AtomicBoolean done = new AtomicBoolean();

        Reception(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void begin() {
            Scheduler.Task deadline = request.getComponents()
                    .getScheduler()
                    .schedule(this::expire, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            Request.addCompletionListener(request, failure -> deadline.cancel());
            run();
        }

        private void expire() {
            if (done.compareAndSet(false, true)) {
                refuse(
                        response,
                        callback,
                        HttpStatus.REQUEST_TIMEOUT_408,
                        "The request did not come within " + DEADLINE.toSeconds() + " seconds. Send it again.");
            }
        }

        /** Takes what has come, without waiting for more. */
        @Override
        public void run() {
            while (!done.get()) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    refuseUnreadable();
                    return;
                }
                boolean whole = take(chunk);
                if (body.size() > MOST_BYTES) {
                    finish(() -> refuseLong(response, callback));
                } else if (whole) {
                    finish(this::pass);
                }
            }
        }

        private boolean take(Content.Chunk chunk) {
            ByteBuffer bytes = chunk.getByteBuffer();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            body.writeBytes(copy);
            chunk.release();
            return chunk.isLast();
        }

        private void refuseUnreadable() {
            finish(() -> refuse(
                    response,
                    callback,
                    HttpStatus.BAD_REQUEST_400,
                    "The body of the request cannot be read: it is cut off, or not as its headers say."));
        }

        private void finish(Runnable then) {
            if (done.compareAndSet(false, true)) {
                then.run();
            }
        }

        private void pass() {
            try {
                Request received = new ReceivedRequest(request, body.toByteArray());
                if (!WholeRequests.super.handle(received, response, callback)) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }

    /** A request whose body is here already. */
    private static final class ReceivedRequest extends Request.Wrapper {
        private final Content.Source body;
        private final int length;

        ReceivedRequest(Request request, byte[] body) {
            super(request);
            this.body = Content.Source.from(ByteBuffer.wrap(body));
            this.length = body.length;
        }

        @Override
        public long getLength() {
            return length;
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable onContentAvailable) {
            body.demand(onContentAvailable);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }

        @Override
        public boolean consumeAvailable() {
            return true;
        }
    }
}
