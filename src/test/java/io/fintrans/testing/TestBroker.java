package io.fintrans.testing;

import io.fintrans.cli.BrokerCommand;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicLeaders;
import io.fintrans.transaction.City;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka of one node for tests: {@code fintrans broker} in a JVM of its own, so that it can be killed, with its data
 * in a temporary folder. It ends with the JVM of the tests, however that ends.
 */
public final class TestBroker implements AutoCloseable {
    private static final int STOP_LIMIT_S = 20;
    private static @Nullable TestBroker shared;

    private final Path folder;
    private Process process;
    private String address;

    private TestBroker(Path folder) {
        this.folder = folder;
        this.process = launch(folder, "0");
        this.address = awaitReady(process);
    }

    /**
     * The one for all tests that do no harm to it, started at the first call (2 to 3 s) and stopped with this JVM. Use
     * topics and groups with names of your own.
     */
    public static synchronized TestBroker shared() {
        if (shared == null) {
            TestBroker broker = start();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            shared = broker;
        }
        return shared;
    }

    /** One of your own, to be closed by you, that may be killed, paused and restarted. */
    public static TestBroker start() {
        try {
            return new TestBroker(Files.createTempDirectory("fintrans-test-broker"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of your own, with the topics that every stage needs. */
    public static TestBroker withCities() {
        TestBroker broker = start();
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
        return broker;
    }

    /** For {@code bootstrap.servers}; the same after each restart. */
    public String address() {
        return address;
    }

    /** Where it keeps its data. */
    public Path folder() {
        return folder;
    }

    public long pid() {
        return process.pid();
    }

    /** An admin client, to be closed by you. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address));
    }

    /** Creates all topics of fintrans; those that exist stay as they are. */
    public void create(Topics topics) {
        create(topics.all());
    }

    public void create(List<Topic> topics) {
        try (Admin admin = admin()) {
            List<NewTopic> wanted = topics.stream()
                    .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                            .configs(topic.configs()))
                    .toList();
            for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
                awaitCreated(created);
            }
            Map<String, Integer> partitions = topics.stream().collect(Collectors.toMap(Topic::name, Topic::partitions));
            // A broker does not know a new topic at once, and that error the client does not repeat by itself.
            Awaitility.await("leaders of new topics")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> {
                        TopicLeaders.ready(admin, partitions, 10_000).get();
                        return true;
                    });
        }
    }

    private static void awaitCreated(KafkaFuture<Void> created) {
        try {
            created.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new AssertionError("topic not created", e);
            }
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("topic not created", e);
        }
    }

    public void create(String topic, int partitions) {
        create(List.of(new Topic(topic, partitions, "test", Map.of())));
    }

    /** As {@code kill -9}: returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** As {@code kill -TERM}: a clean stop. Returns the exit code. */
    public int stop() {
        process.destroy();
        awaitExit();
        return process.exitValue();
    }

    /** Starts it again, on the same port, with the same data, and returns when it can be used. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("still running");
        }
        process = launch(folder, address.substring(address.indexOf(':') + 1));
        address = awaitReady(process);
    }

    /** As {@code kill -STOP}: it keeps its connections and answers nothing until {@link #resume()}. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Kills it and removes its data. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path folder, String port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fintrans.cli.Main",
                "broker",
                "--port",
                port,
                "--data-dir",
                folder.toString());
        // Our end of its standard input is closed with this JVM, even if that is killed.
        builder.environment().put("FINTRANS_EXIT_WITH_PARENT", "1");
        builder.redirectError(folder.resolve("broker.log").toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String awaitReady(Process starting) {
        BufferedReader out = starting.inputReader();
        try {
            // Ends also when the process ends, and that gives up by itself when it cannot start.
            String line = out.readLine();
            if (line == null || !line.startsWith(BrokerCommand.READY)) {
                throw new AssertionError(
                        "broker did not start: " + line + "\n" + Files.readString(folder.resolve("broker.log")));
            }
            return line.substring(BrokerCommand.READY.length(), line.indexOf(','));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("broker did not stop within " + STOP_LIMIT_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
