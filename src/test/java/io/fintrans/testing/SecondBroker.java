package io.fintrans.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.machine.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Another node beside a {@link TestBroker}, so that some partitions have a leader that can be stopped alone. What a cluster keeps for itself
 * stays where it is if it is there before this node.
 */
public final class SecondBroker implements AutoCloseable {
    private static final int NODE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestBroker first;
    private final Path folder;
    private final TestProcess process;

    /**
     * Starts it.
     *
     * @param folder for its data; yours to delete
     */
    public SecondBroker(TestBroker first, Path folder) {
        this.first = first;
        this.folder = folder;
        try {
            Path settings = Files.createDirectories(folder).resolve("server.properties");
            try (var out = Files.newBufferedWriter(settings, UTF_8)) {
                settings().store(out, null);
            }
            String cluster =
                    read(first.folder().resolve("data/meta.properties")).getProperty("cluster.id");
            int formatted = run("kafka.tools.StorageTool", "format", "-t", cluster, "-c", settings.toString())
                    .awaitExit(PATIENCE);
            if (formatted != 0) {
                throw new AssertionError("the folder of the second broker is not formatted");
            }
            process = run("kafka.Kafka", settings.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(process::strike));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Admin admin = first.admin()) {
            Awaitility.await("two brokers")
                    .atMost(PATIENCE)
                    .until(() -> admin.describeCluster().nodes().get().size() == 2);
        }
    }

    /** Gives it all partitions of a topic, with what is in them, and returns when it leads them. */
    public void takeOver(String topic, int partitions) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            moves.put(new TopicPartition(topic, partition), Optional.of(new NewPartitionReassignment(List.of(NODE))));
        }
        try (Admin admin = first.admin()) {
            admin.alterPartitionReassignments(moves)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            Awaitility.await(topic + " to be led by the second broker")
                    .atMost(PATIENCE)
                    .until(() -> admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                            .flatMap(each -> each.partitions().stream())
                            .allMatch(each -> each.leader() != null
                                    && each.leader().id() == NODE
                                    && each.replicas().size() == 1));
        }
    }

    /** As {@code kill -STOP}: it keeps its connections and answers nothing until {@link #resume()}. */
    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    /** Those of the first node, whose controller is that of both. */
    private Properties settings() throws IOException {
        String listener = "PLAINTEXT://127.0.0.1:" + Ports.anyFree();
        Properties all = read(first.folder().resolve("server.properties"));
        all.putAll(Map.of(
                "process.roles",
                "broker",
                "node.id",
                Integer.toString(NODE),
                "listeners",
                listener,
                "advertised.listeners",
                listener,
                "log.dirs",
                folder.resolve("data").toString()));
        return all;
    }

    private static Properties read(Path file) throws IOException {
        Properties all = new Properties();
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            all.load(in);
        }
        return all;
    }

    private static TestProcess run(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return TestProcess.start(command);
    }

    @Override
    public void close() {
        process.kill();
    }
}
