package io.fintrans.ingest;

import io.fintrans.ingest.point.Points;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import java.util.ArrayList;
import java.util.List;

/** {@code fintrans ingest} as a process of its own, on the test's broker. */
public final class IngestRun {
    private final TestBroker broker;
    private final List<String> arguments;

    public IngestRun(TestBroker broker, List<String> cities, String url, String database, Points points) {
        this.broker = broker;
        this.arguments = new ArrayList<>(List.of(
                "ingest",
                "--bootstrap-server",
                broker.address(),
                "--influx",
                url,
                "--database",
                database,
                "--points",
                points.name(),
                "--cities",
                String.join(",", cities),
                "--group",
                group(database)));
    }

    public static String group(String database) {
        return "ingest-" + database;
    }

    IngestRun with(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    public TestProcess start() {
        return TestProcess.fintrans(arguments.toArray(String[]::new));
    }

    /** Starts it with its own flags of Java. */
    TestProcess start(String... javaFlags) {
        return TestProcess.java(List.of(javaFlags), arguments);
    }

    TestBroker broker() {
        return broker;
    }
}
