package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.BrokerView;
import io.fintrans.benchmark.CommitMeter;
import io.fintrans.benchmark.figure.Speed;
import io.fintrans.benchmark.network.NetworkCore;
import io.fintrans.volume.VolumeTopology;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.Topology;

/** Does one {@link WorkerTask} and says in one line of JSON what came out. */
public final class Worker {
    private final WorkerTask task;
    private final Clock clock;
    private final PrintWriter out;

    public Worker(WorkerTask task, Clock clock, PrintWriter out) {
        this.task = task;
        this.clock = clock;
        this.out = out;
    }

    /** @throws BenchmarkException if it cannot be done */
    public void run() {
        switch (task.role()) {
            case COUNT -> count();
            case EMPTY, EMPTY_IN_STEP -> stream(EmptyTopology.of(task), List.of());
            case DETECT -> stream(DetectorUnderTest.topology(task, clock), DetectorUnderTest.internalTopics(task));
            case DETECT_ONLY ->
                stream(DetectorUnderTest.withoutAccepted(task, clock), DetectorUnderTest.internalTopics(task));
            case VOLUME -> stream(VolumeTopology.build(task.cities(), clock), List.of());
            case TOTAL_IN_MEMORY -> stream(RunningTotalTopology.of(task, RunningTotalTopology.inMemory()), List.of());
            case TOTAL_ROCKS_DB -> stream(RunningTotalTopology.of(task, RunningTotalTopology.rocksDb()), List.of());
            case SLIDING_WINDOW -> stream(SlidingWindowTopology.of(task), List.of());
            case RESTORE ->
                report(RestoreRun.measure(
                        DetectorUnderTest.topology(task, clock), StreamsSettings.streams(task), task.records()));
            case NETWORK_CORE ->
                say(new NetworkCore(task.mix(), task.records(), task.pairs())
                        .run()
                        .json());
            case NETWORK_STAGE -> network();
            case NETWORK_RESTORE ->
                report(RestoreRun.measure(
                        NetworkUnderTest.topology(task), StreamsSettings.streams(task), task.records()));
            case STEADY -> steady();
            case BACKTEST -> report(BacktestRun.measure(task, clock));
            case MEMORY -> say("{\"bytesPerPayment\":" + MemoryRun.bytesPerPayment(task.records(), task.pairs()) + "}");
        }
    }

    private void count() {
        try (BrokerView broker = new BrokerView(task.bootstrapServer());
                CountingConsumer consumer = new CountingConsumer(task, broker)) {
            Speed speed = meter(broker, List.of()).measure(consumer::check);
            if (consumer.counted() != task.records()) {
                throw new BenchmarkException(
                        "The consumer counted " + consumer.counted() + " of " + task.records() + " records");
            }
            report(speed);
        }
    }

    private void stream(Topology topology, Collection<String> internal) {
        try (BrokerView broker = new BrokerView(task.bootstrapServer());
                StreamsRun run = new StreamsRun(topology, StreamsSettings.streams(task))) {
            run.start();
            report(meter(broker, internal).measure(run::check));
        }
    }

    private void network() {
        try (BrokerView broker = new BrokerView(task.bootstrapServer());
                StreamsRun run = new StreamsRun(NetworkUnderTest.topology(task), StreamsSettings.streams(task))) {
            run.start();
            report(NetworkUnderTest.payments(meter(broker, List.of()).measure(run::check)));
        }
    }

    /** Runs until this JVM is told to end. */
    private void steady() {
        try (StreamsRun run = new StreamsRun(DetectorUnderTest.topology(task, clock), StreamsSettings.streams(task))) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop-detector"));
            run.start();
            say("{\"running\":true}");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CommitMeter meter(BrokerView broker, Collection<String> internal) {
        return new CommitMeter(broker, task.applicationId(), task.cities(), internal);
    }

    private void report(Speed speed) {
        say("{\"perSecond\":" + speed.perSecond() + ",\"measured\":" + speed.records() + ",\"millis\":"
                + speed.nanos() / 1_000_000 + "}");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
