package io.fintrans.console.record;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no decision is acknowledged unsigned. What cannot be signed at once, for example because the disk is full, is signed
 * as soon as it can be, and until then no other decision is taken.
 */
final class Signer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Signer.class);
    private static final long PAUSE_MILLIS = 1000;

    private record Link(long sequence, String head) {}

    private final Checkpoints checkpoints;
    /** The newest link that should have been signed and is not. */
    private @Nullable Link unsigned;

    private boolean closed;

    Signer(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /**
     * Signs a link, which covers all before it.
     *
     * @throws UnsignedException if that is not possible now
     */
    synchronized void sign(long sequence, String head) {
        boolean first = unsigned == null;
        unsigned = new Link(sequence, head);
        try {
            signLate();
        } catch (IOException e) {
            LOG.error("event=checkpoint-not-written sequence={} why=\"{}\"; tried again", sequence, e.getMessage());
            if (first) {
                startTryingAgain();
            }
            throw new UnsignedException(e);
        }
    }

    /** @throws CaseLogException if what was decided before is still unsigned: more must not come on top of it */
    synchronized void requireAble() {
        try {
            signLate();
        } catch (IOException e) {
            throw new CaseLogException("Decisions cannot be signed: " + e.getMessage()
                    + ". Nothing was done. Whoever looks after the console must see to its folder; then do it again.");
        }
    }

    private synchronized void signLate() throws IOException {
        Link link = unsigned;
        if (link != null) {
            checkpoints.append(link.sequence, link.head);
            unsigned = null;
            notifyAll();
        }
    }

    private void startTryingAgain() {
        Thread thread = new Thread(this::tryAgain, "sign-late");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void tryAgain() {
        try {
            while (unsigned != null && !closed) {
                wait(PAUSE_MILLIS);
                signOrLeave();
            }
            LOG.info("event=checkpoint-written-late");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signOrLeave() {
        try {
            signLate();
        } catch (IOException e) {
            LOG.debug("event=checkpoint-not-written", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
