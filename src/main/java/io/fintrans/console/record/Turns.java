package io.fintrans.console.record;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One command at a time, the first that came first, or the threads of one console would race against each other. */
final class Turns {
    private final ReentrantLock lock = new ReentrantLock(true);

    /** @throws CaseLogException if those before take too long */
    void await() {
        try {
            if (lock.tryLock(CaseRecords.PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CaseLogException("Others are still waiting for Kafka, so nothing was done. Do it again in a moment.");
    }

    void end() {
        lock.unlock();
    }
}
