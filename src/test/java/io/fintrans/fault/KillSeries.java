package io.fintrans.fault;

import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Kills a detector with {@code kill -9} again and again while payments come, and then has everything counted. */
final class KillSeries implements AutoCloseable {
    /** What is left of the state folder for the next start. */
    enum State {
        KEPT,
        DELETED
    }

    static final int PER_SECOND = 1_500;
    private static final int ATTEMPTS = 5;

    private final TestBroker broker;
    private final Path folder;
    private final long seed;
    private final DetectorGroup detectors;
    private final MidWork midWork;
    private final PaymentStream payments;
    private final List<Long> recoveries = new ArrayList<>();
    private TestProcess detector;

    /** @param options for {@code fintrans detect} */
    KillSeries(TestBroker broker, Path folder, long seed, String... options) {
        this(broker, folder, seed, new PaymentStream(broker.address(), seed, PER_SECOND), options);
    }

    /** The same with payments that are not sent yet. */
    KillSeries(TestBroker broker, Path folder, long seed, PaymentStream payments, String... options) {
        this.broker = broker;
        this.folder = folder;
        this.seed = seed;
        this.detectors = new DetectorGroup(broker, "killed-" + seed, options);
        this.midWork = new MidWork(detectors);
        this.payments = payments.start();
        this.detector = detectors.start(folder);
        awaitWork(0);
    }

    /** Kills it so often, each time after it has done some work. */
    void kill(int times, State state) {
        for (int i = 0; i < times; i++) {
            System.out.println("seed " + seed + ": kill -9 at " + midWork.kill(detector));
            if (state == State.DELETED) {
                delete(folder);
            }
            long read = detectors.read();
            long began = System.nanoTime();
            detector = detectors.start(folder);
            awaitWork(read);
            recoveries.add((System.nanoTime() - began) / 1_000_000);
            if (i % 3 == 2) {
                awaitCaughtUp();
            }
        }
    }

    /** Kills it while it restores its window: after it has told that it begins, and before it has told that it is done. */
    void killDuringRestore() {
        detector.kill();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TestProcess restoring = detectors.start(folder);
            restoring.onLog(line -> {
                if (line.contains("event=restoring")) {
                    restoring.strike();
                }
            });
            restoring.awaitExit(Duration.ofSeconds(90));
            long begun = count(restoring, "event=restoring");
            long done = count(restoring, "event=restored");
            if (begun > done) {
                System.out.println(
                        "seed " + seed + ": kill -9 with " + begun + " restores begun and " + done + " done");
                long read = detectors.read();
                detector = detectors.start(folder);
                awaitWork(read);
                return;
            }
        }
        throw new AssertionError("not one kill of " + ATTEMPTS + " hit a restore, seed " + seed);
    }

    /** Shows that the proof sees what is wrong, when an alert has gone. After {@link #finish}. */
    void breakTheProof() {
        AlertLoss.dropOne(broker);
        Proof.of(broker, detectors, 0).fails();
    }

    /** Ends the payments and proves that nothing is missing, extra or changed. */
    void finish() {
        long sent = payments.stop();
        Collections.sort(recoveries);
        System.out.println("seed " + seed + ": " + sent + " payments, " + recoveries.size()
                + " kills, ms from start until it has caught up by a second: " + recoveries);
        Proof proof = Proof.of(broker, detectors, sent);
        System.out.println(proof.text());
        proof.holds();
        Logs.areQuiet(detectors);
    }

    DetectorGroup detectors() {
        return detectors;
    }

    @Override
    public void close() {
        payments.close();
        detectors.close();
    }

    private void awaitWork(long alreadyRead) {
        await("work after a start, seed " + seed)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> detectors.read() > alreadyRead + PER_SECOND);
    }

    private void awaitCaughtUp() {
        await("the backlog to be gone, seed " + seed)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> detectors.lag() < PER_SECOND);
    }

    private static long count(TestProcess process, String text) {
        return process.log().stream().filter(line -> line.contains(text)).count();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
