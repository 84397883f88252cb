package io.fintrans.network.state;

import io.fintrans.alert.Alert;
import io.fintrans.network.finding.NetworkFindings;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.streams.JournaledStore;
import io.fintrans.streams.JournaledStoreBuilder;
import io.fintrans.transaction.Form.NewerFormException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The {@link NetworkMemory} of the stage's one task, kept in Kafka: what is taken in, and what is found of it, goes to the journal with the
 * transaction that it belongs to. A restart takes it in again, and judges nothing twice.
 */
public final class NetworkStore extends JournaledStore {
    private final String detector;
    private final Supplier<Judging> judging;
    private final long limit;
    private NetworkJournal journal;
    private @Nullable NetworkMemory memory;
    private boolean begun;

    /**
     * What judges payments.
     *
     * @param graph in which they are
     * @param judge puts them there
     * @param findings is told of verdicts
     * @param rules is asked about each payment before that is judged
     */
    public record Judging(PaymentGraph graph, NetworkJudge judge, NetworkFindings findings, RulesAhead rules) {}

    private NetworkStore(String name, String detector, Supplier<Judging> judging, long limit) {
        super(name);
        this.detector = detector;
        this.judging = judging;
        this.limit = limit;
        this.journal = new NetworkJournal(detector, HistorySettings.USUAL);
    }

    /**
     * Tells Streams how to make the store.
     *
     * @param detector the id of the detector whose payments are taken in
     * @param judging makes what judges payments, and knows nothing yet
     * @param limit of the memory, in bytes
     * @param topicSettings of its changelog topic
     */
    public static StoreBuilder<NetworkStore> builder(
            String name, String detector, Supplier<Judging> judging, long limit, Map<String, String> topicSettings) {
        return new JournaledStoreBuilder<>(name, topicSettings, () -> new NetworkStore(name, detector, judging, limit));
    }

    private NetworkMemory memory() {
        if (memory == null) {
            throw new IllegalStateException("Store " + name() + " is not open");
        }
        return memory;
    }

    /**
     * Takes in a record of {@code fintrans.accepted}.
     *
     * @return what is news, in an order that depends on the payments alone
     * @throws NetworkUnfitException if the stage cannot go on
     */
    public List<Alert> take(byte[] value) {
        List<Alert> news;
        try {
            news = memory().take(value);
        } catch (NewerFormException e) {
            throw new NetworkUnfitException("fintrans.accepted has a record that a newer version of fintrans wrote ("
                    + e.getMessage() + "). Upgrade the network stage.");
        }
        if (news == null) {
            return List.of();
        }
        writeIfFullFor(value.length);
        journal.accepted(value);
        memory().drainHistory(unit -> {
            writeIfFullFor(unit.length);
            journal.history(unit);
        });
        requireMemory();
        return news;
    }

    /** How often a hub was in the way of a rule since the start: what the hub pays, or is paid, was not looked at. */
    public long damped() {
        return memory().damped();
    }

    /** Whether what the last record brought to be told is held back, because an account that it is about is allow-listed. */
    public boolean isHeldBack(Alert alert) {
        return memory().isHeldBack(alert);
    }

    /** What has become of all that was taken in, the journal included. */
    public IntakeCounts counts() {
        return memory().counts();
    }

    private void requireMemory() {
        long bytes = memory().bytes() + journal.bytes();
        if (bytes > limit) {
            throw new NetworkUnfitException("The payments of the window take " + (bytes >> 20)
                    + "m of memory, and --memory allows " + (limit >> 20)
                    + "m. Nothing is lost: give the stage more, or its rules shorter windows, and start it again.");
        }
    }

    @Override
    protected void open() {
        Judging judge = judging.get();
        journal = new NetworkJournal(detector, judge.graph().settings().history());
        memory = new NetworkMemory(detector, judge);
        begun = false;
    }

    @Override
    protected void writeJournal() {
        memory().drain(change -> {
            writeIfFullFor(change.length);
            journal.found(change);
        });
        // A task that has committed anything has a journal, so that a missing one is noticed.
        if (!begun || !journal.isEmpty()) {
            begun = true;
            append(journal.take());
        }
    }

    private void writeIfFullFor(int bytes) {
        if (journal.isFullFor(bytes)) {
            append(journal.take());
        }
    }

    @Override
    protected void replay(ConsumerRecord<byte[], byte[]> journalled) {
        begun = true;
        NetworkJournal.read(journalled.value(), new NetworkJournal.Visitor() {
            @Override
            public void detector(String application) {
                requireDetector(application);
            }

            @Override
            public void accepted(byte[] value) {
                memory().replay(value);
            }

            @Override
            public void found(byte[] change) {
                memory().replayFound(change);
            }

            @Override
            public void history(byte[] unit) {
                memory().replayHistory(unit);
            }
        });
    }

    private void requireDetector(String application) {
        if (!application.equals(detector)) {
            throw new NetworkUnfitException("The journal of " + application() + " has payments of the detector "
                    + application + ", and those of " + detector
                    + " are asked for. Name that one with --detector-id, or give this stage another --application-id.");
        }
    }

    @Override
    protected void release() {
        memory = null;
    }
}
