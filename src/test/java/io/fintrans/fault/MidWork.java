package io.fintrans.fault;

import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Hits a detector where it hurts: with payments still to be read and a transaction open. The process is stopped first, so that
 * what is seen is what is hit; if it was not at work it goes on, and the next moment is tried.
 */
final class MidWork {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Other instances commit ten times a second; a transaction that is still open after this is the victim's. */
    private static final Duration FROZEN = Duration.ofMillis(500);

    private final DetectorGroup detectors;
    /** Transactions whose process is gone: they stay open for a while and prove nothing. */
    private final Set<String> abandoned = new HashSet<>();

    MidWork(DetectorGroup detectors) {
        this.detectors = detectors;
    }

    /** As {@code kill -9}; returns what it was doing. */
    String kill(TestProcess victim) {
        String proof = freeze(victim);
        victim.kill();
        abandoned.addAll(detectors.openTransactions());
        return proof;
    }

    /** As {@code kill -STOP}; returns what it was doing. */
    String freeze(TestProcess victim) {
        return await("a moment at which the detector is at work")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> tryFreeze(victim), proof -> !proof.isEmpty());
    }

    private String tryFreeze(TestProcess victim) {
        if (!victim.isAlive()) {
            throw new AssertionError("the detector ended by itself:\n" + String.join("\n", victim.log()));
        }
        victim.pause();
        Set<String> open = new HashSet<>(detectors.openTransactions());
        open.removeAll(abandoned);
        if (!open.isEmpty()) {
            await().pollDelay(FROZEN).until(() -> true);
            open.retainAll(detectors.openTransactions());
        }
        long lag = detectors.lag();
        if (lag > 0 && !open.isEmpty()) {
            return "lag " + lag + ", open: " + open;
        }
        victim.resume();
        return "";
    }
}
