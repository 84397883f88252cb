package io.fintrans.console;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/**
 * A file that strangers may have, once in memory for all of them. It is sent without a thread: hundreds who take it a byte
 * at a time hold up nobody.
 */
final class SharedFile {
    private static final int BLOCK = 64 * 1024;

    private final String type;
    private final byte[] plain;
    private final byte[] zipped;

    SharedFile(String type, byte[] bytes) {
        this.type = type;
        this.plain = bytes;
        this.zipped = zip(bytes);
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    /** Answers with the file. */
    void send(Context ctx) throws IOException {
        boolean small = String.valueOf(ctx.header("Accept-Encoding")).contains("gzip");
        byte[] bytes = small ? zipped : plain;
        ctx.contentType(type);
        ctx.header("Vary", "Accept-Encoding");
        if (small) {
            ctx.header("Content-Encoding", "gzip");
        }
        ctx.res().setContentLength(bytes.length);
        ServletOutputStream out = ctx.res().getOutputStream();
        Sending sending = new Sending(out, bytes);
        ctx.future(() -> {
            out.setWriteListener(sending);
            return sending.done;
        });
    }

    /** The server says when more fits into the connection. */
    private static final class Sending implements WriteListener {
        private final ServletOutputStream out;
        private final byte[] bytes;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private int sent;

        Sending(ServletOutputStream out, byte[] bytes) {
            this.out = out;
            this.bytes = bytes;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (sent == bytes.length) {
                    done.complete(null);
                    return;
                }
                int next = Math.min(BLOCK, bytes.length - sent);
                out.write(bytes, sent, next);
                sent += next;
            }
        }

        /** Whoever asked has gone. */
        @Override
        public void onError(Throwable t) {
            done.complete(null);
        }
    }
}
