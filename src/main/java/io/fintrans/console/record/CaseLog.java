package io.fintrans.console.record;

import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseBook.Verdict;
import io.fintrans.casework.CaseCommand;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseRefusedException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cases as {@code fintrans.cases} has them, and the way to add to it. Any number of consoles may have one each on the same
 * topic; all methods may be called by any thread.
 *
 * <p>A command is checked against the {@link CaseBook}, appended as the event it would be, and has happened when this log
 * reads that event back as a link of the chain. If another console's event was there first, it is checked again.
 */
public final class CaseLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaseLog.class);
    private static final int MOST_RACES = 10;

    private final Clock clock;
    private final Checkpoints checkpoints;
    private final Signer signer;
    private final Consumer<CaseEvent> listener;
    private final CaseWriter writer;
    private final CaseFollower follower;
    private final Thread thread;
    private final CountDownLatch replayed = new CountDownLatch(1);

    private final Turns turns = new Turns();
    private final Object lock = new Object();
    // The lock guards these.
    private final ClusterSignatures signatures;
    private final CaseBook book;
    private final ChainReplay replay;
    private final Map<String, CompletableFuture<Verdict>> awaited = new HashMap<>();
    private @Nullable String broken;

    /** An event that was appended or is to be, and the news of what became of it. */
    private record Attempt(CaseEvent event, Future<Verdict> verdict) {}

    private CaseLog(
            Map<String, Object> clientProperties,
            Clock clock,
            KeyRing keys,
            Checkpoints checkpoints,
            Consumer<CaseEvent> listener) {
        this.clock = clock;
        this.signatures = new ClusterSignatures(keys);
        this.book = new CaseBook(signatures, signatures);
        this.replay = new ChainReplay(book);
        this.checkpoints = checkpoints;
        this.signer = new Signer(checkpoints);
        this.listener = listener;
        this.writer = new CaseWriter(clientProperties);
        this.follower = new CaseFollower(clientProperties, new BookReader());
        this.thread = new Thread(follower, "case-log");
        thread.setDaemon(true);
    }

    /**
     * Begins to read; the topic may be made later.
     *
     * @param clientProperties for Kafka's clients
     * @param keys to sign with, and those of all consoles of the cluster
     * @param checkpoints stay the caller's to close, after this
     * @param listener is given every event of the chain, from the first, on the log's thread; should return soon
     */
    public static CaseLog open(
            Map<String, Object> clientProperties,
            Clock clock,
            KeyRing keys,
            Checkpoints checkpoints,
            Consumer<CaseEvent> listener) {
        CaseLog log = new CaseLog(clientProperties, clock, keys, checkpoints, listener);
        log.thread.start();
        return log;
    }

    /**
     * Waits until everything that was in the topic at the start has been read.
     *
     * @return whether that is so; false also if the log is broken before it
     */
    public boolean awaitReplayed(Duration limit) throws InterruptedException {
        return replayed.await(limit.toMillis(), TimeUnit.MILLISECONDS) && broken().isEmpty();
    }

    /** Why no command is taken any more, if so: a broken chain with its place, one that is not what was signed, or a Kafka that refuses. */
    public Optional<String> broken() {
        synchronized (lock) {
            return Optional.ofNullable(broken);
        }
    }

    /** Records that no console of the cluster wrote, and that were passed over. */
    ForgedEvents forged() {
        return replay.forged();
    }

    /** Looks at the book; what is returned must not be the book. Nobody else gets on meanwhile. */
    public <T> T read(Function<CaseBook, T> question) {
        synchronized (lock) {
            return question.apply(book);
        }
    }

    /**
     * Does what the command says, and returns when all consoles agree that it is done. The same request returns the same
     * event again, and changes nothing.
     *
     * @throws CaseRefusedException if it may not be done, or not any more
     * @throws UnacknowledgedException if Kafka does not answer in time
     * @throws UnsignedException if it is done, but not signed yet
     * @throws CaseLogException if no commands are taken
     */
    public CaseEvent submit(CaseCommand command) throws CaseRefusedException {
        turns.await();
        try {
            signer.requireAble();
            for (int i = 0; i < MOST_RACES; i++) {
                Optional<CaseEvent> event = attempt(command);
                if (event.isPresent()) {
                    sign();
                    return event.get();
                }
            }
        } finally {
            turns.end();
        }
        throw new CaseLogException(
                "Other consoles were faster " + MOST_RACES + " times, so nothing was done. Do it again.");
    }

    /** The event of the command, or empty if another one took its place. */
    private Optional<CaseEvent> attempt(CaseCommand command) throws CaseRefusedException {
        Attempt attempt;
        synchronized (lock) {
            requireWorking();
            Optional<CaseEvent> done = book.done(command.request()).filter(event -> event.answers(command));
            if (done.isPresent()) {
                return done;
            }
            book.requireRoom(command);
            CaseEvent event = book.check(command, clock.instant());
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            awaited.put(event.hash(), verdict);
            attempt = new Attempt(event, verdict);
        }
        try {
            Verdict verdict = append(attempt);
            return verdict == Verdict.APPLIED ? Optional.of(attempt.event()) : Optional.empty();
        } finally {
            synchronized (lock) {
                awaited.remove(attempt.event().hash());
            }
        }
    }

    private void requireWorking() {
        if (broken != null) {
            throw new CaseLogException("Cases cannot be changed: " + broken);
        }
        if (replayed.getCount() > 0) {
            throw new CaseLogException("The cases are still being read from Kafka. Do it again in a moment.");
        }
    }

    /** Appends the event, waits until Kafka has it, and then until the follower has come to it. */
    private Verdict append(Attempt attempt) {
        try {
            writer.append(attempt.event());
            return attempt.verdict().get(CaseRecords.PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CaseLogException stopped ? stopped : new UnacknowledgedException(e);
        } catch (TimeoutException | KafkaException e) {
            throw new UnacknowledgedException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnacknowledgedException(e);
        }
    }

    /** Signs the newest link, which covers all before it. */
    private void sign() {
        long sequence;
        String head;
        synchronized (lock) {
            sequence = book.sequence();
            head = book.head();
        }
        signer.sign(sequence, head);
    }

    private void stop(String why) {
        List<CompletableFuture<Verdict>> waiting;
        synchronized (lock) {
            broken = broken == null ? why : broken;
            waiting = List.copyOf(awaited.values());
        }
        replayed.countDown();
        waiting.forEach(each -> each.completeExceptionally(new CaseLogException("Cases cannot be changed: " + why)));
    }

    @Override
    public void close() {
        follower.stop();
        try {
            thread.join(CaseRecords.PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop("the log was closed.");
        signer.close();
        writer.close();
    }

    /** Replays what the follower reads. */
    private final class BookReader implements CaseFollower.Reader {
        @Override
        public void connected(String id) {
            synchronized (lock) {
                signatures.connected(id);
            }
        }

        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            ChainReplay.Step step;
            CompletableFuture<Verdict> waiting = null;
            synchronized (lock) {
                step = replay.replay(record);
                CaseEvent event = step.event();
                if (event != null && step.verdict() != null) {
                    waiting = awaited.remove(event.hash());
                }
            }
            ChainFault fault = step.fault();
            if (fault != null) {
                LOG.error("event=chain-broken place=\"{}\"", fault);
                stop(fault.toString());
                return false;
            }
            if (waiting != null) {
                waiting.complete(step.verdict());
            }
            if (step.event() != null && step.verdict() == Verdict.APPLIED) {
                tell(step.event());
            }
            return true;
        }

        /** What the listener does wrong must not end the log. */
        private void tell(CaseEvent event) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.error("event=listener-failed sequence={}", event.sequence(), e);
            }
        }

        @Override
        public void caughtUp() {
            Optional<String> problem = read(checkpoints::problem);
            problem.ifPresent(CaseLog.this::stop);
            if (broken().isEmpty() && !read(CaseBook::isSigned)) {
                writer.mark(read(ignored -> signatures.mark()));
            }
            replayed.countDown();
        }

        @Override
        public void failed(String why) {
            stop(why);
        }
    }
}
