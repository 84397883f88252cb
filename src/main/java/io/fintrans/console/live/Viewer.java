package io.fintrans.console.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One open page and what it has yet to be told. Nobody waits for its connection: the server says when more fits into it, and
 * a page that falls too far behind is sent away. It comes back by itself and reads everything anew.
 */
public final class Viewer implements WriteListener {
    /**
     * How far behind a page may be, in bytes. Every queue is an end of one row of events, which all of them share, so this
     * is what all viewers together keep from being collected, give or take the newest event.
     */
    static final int MOST_BEHIND = 1024 * 1024;

    private final ServletOutputStream out;
    private final BooleanSupplier mayLook;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    // The lock of this object guards these.
    private final Deque<byte[]> behind = new ArrayDeque<>();
    private int behindBytes;
    /** Whether the server takes more; when it does not, it calls. */
    private boolean open;
    /** At first the headers, which tell the page that it is connected. */
    private boolean unflushed = true;
    /** Whether nothing more will be told. */
    private boolean last;

    /** @param mayLook whether whoever looks may still; asked from time to time */
    public Viewer(ServletOutputStream out, BooleanSupplier mayLook) {
        this.out = out;
        this.mayLook = mayLook;
    }

    /** Done when nothing more will be told, for whatever reason. */
    public CompletableFuture<Void> gone() {
        return gone;
    }

    public boolean mayLook() {
        return mayLook.getAsBoolean();
    }

    /** Never blocks. */
    public void tell(byte[] event) {
        synchronized (this) {
            behind.add(event);
            behindBytes += event.length;
            if (behindBytes - event.length <= MOST_BEHIND) {
                write();
                return;
            }
        }
        leave();
    }

    public void leave() {
        gone.complete(null);
    }

    /** As {@link #leave}, once all was written that was told by now. */
    public void leaveWhenTold() {
        synchronized (this) {
            last = true;
            write();
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            open = true;
            write();
        }
    }

    @Override
    public void onError(Throwable t) {
        leave();
    }

    private void write() {
        try {
            while (open && !gone.isDone() && (!behind.isEmpty() || unflushed)) {
                open = out.isReady();
                if (open) {
                    writeNext();
                }
            }
            if (last && open && behind.isEmpty()) {
                leaveIfWritten();
            }
        } catch (IOException e) {
            leave();
        }
    }

    /** Where the server has not written all yet, it calls again when it has. */
    private void leaveIfWritten() {
        open = out.isReady();
        if (open) {
            leave();
        }
    }

    private void writeNext() throws IOException {
        byte[] event = behind.poll();
        if (event == null) {
            unflushed = false;
            out.flush();
        } else {
            behindBytes -= event.length;
            unflushed = true;
            out.write(event);
        }
    }
}
