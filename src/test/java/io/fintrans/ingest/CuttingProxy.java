package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before InfluxDB and now and then cuts the connection after the server took a batch, before the client hears of it. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final int every;
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param every cuts each so many-th connection that brings the answer to a write */
    CuttingProxy(int target, int every) {
        this.target = target;
        this.every = every;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How many answers were cut off. */
    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket influx = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> pump(client, influx, false));
                daemon(() -> pump(influx, client, true));
            }
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    private void pump(Socket from, Socket to, boolean answer) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                boolean taken = answer && new String(buffer, 0, Math.min(length, 12), US_ASCII).equals("HTTP/1.1 204");
                if (taken && answers.incrementAndGet() % every == 0) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side has gone; the other goes with it.
            return;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
