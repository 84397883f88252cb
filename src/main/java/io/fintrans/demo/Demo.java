package io.fintrans.demo;

import io.fintrans.alert.Alert;
import io.fintrans.machine.Folders;
import io.fintrans.process.Child;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.process.Program;
import io.fintrans.process.SupervisedChild;
import io.fintrans.reader.AlertReader;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.topic.admin.TopicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The processes of a demo on one machine, from their start to their end, and the alerts that come out of them. */
public final class Demo {
    /** Together with the time that this process itself needs, less than the ten seconds that people wait. */
    private static final Duration GENERATE_STOP = Duration.ofSeconds(2);

    /** A console that takes longer shows its link later. */
    private static final Duration LINK_PATIENCE = Duration.ofSeconds(20);

    private static final Duration STAGE_STOP = Duration.ofSeconds(3);
    private static final Duration BROKER_STOP = Duration.ofSeconds(4);

    private final DemoSettings settings;
    private final Clock clock;
    private final String address;
    private final Consumer<String> print;
    private final Consumer<String> say;
    private final Path logs;
    private final AtomicBoolean fresh;
    private final AtomicBoolean opened = new AtomicBoolean();
    private final SupervisedChild broker;
    private final SupervisedChild detect;
    private final SupervisedChild network;
    private final SupervisedChild volume;
    private final SupervisedChild generate;
    private final DemoConsole console;
    private final DemoMonitoring monitoring;
    private final CompletableFuture<String> givenUp = new CompletableFuture<>();
    private volatile @Nullable AlertReader alerts;
    private volatile Rulebook rules = new Rulebook(List.of());

    /**
     * @param print gets a line for each alert
     * @param say gets what is going on
     */
    public Demo(DemoSettings settings, int port, Clock clock, Consumer<String> print, Consumer<String> say) {
        this.settings = settings;
        this.clock = clock;
        this.address = "127.0.0.1:" + port;
        this.print = print;
        this.say = say;
        this.logs = settings.dataDir().resolve("logs");
        this.fresh = new AtomicBoolean(settings.fresh());
        this.broker = supervised("broker", () -> brokerLine(port), true);
        this.detect = supervised("detect", () -> settings.detect(address, folder("detect")), false);
        this.network = supervised("network", () -> settings.network(address, folder("network")), false);
        this.volume = supervised("volume", () -> settings.volume(address, folder("volume")), false);
        this.generate = supervised("generate", () -> settings.generate(address, rules), false);
        this.console = new DemoConsole(
                logs.resolve("console.log"),
                () -> settings.console(address, consoleDir()),
                say,
                this::showLink,
                givenUp::complete);
        this.monitoring = new DemoMonitoring(settings, this::detail, say, givenUp::complete, System.getenv());
    }

    private SupervisedChild supervised(String name, Supplier<List<String>> line, boolean readOutput) {
        Path log = logs.resolve(name + ".log");
        return new SupervisedChild(
                name, log, () -> Child.start("demo." + name, line.get(), log, readOutput), say, givenUp::complete);
    }

    private List<String> brokerLine(int port) {
        List<String> line = new ArrayList<>(List.of(
                "broker",
                "--port",
                Integer.toString(port),
                "--data-dir",
                kafkaDir().toString()));
        // Only the first start forgets; a restart must not.
        if (fresh.getAndSet(false)) {
            line.add("--fresh");
        }
        return line;
    }

    /** Starts everything, in order, and returns when all processes run. */
    public void start() throws InterruptedException {
        prepareFolders();
        say.accept("starting Kafka ...");
        Child kafka = broker.start();
        awaitReady(kafka);
        rules = prepareTopics();
        follow();
        Child page = console.start();
        Child detector = detect.start();
        Child graph = network.start();
        Child adder = volume.start();
        Child generator = generate.start();
        console.awaitLink(LINK_PATIENCE);
        detail("Kafka      " + address + " (process " + kafka.pid() + "), data in " + kafkaDir());
        detail("detector   " + DemoRules.words(rules) + " (process " + detector.pid() + ")");
        detail("network    laundering over several accounts (process " + graph.pid() + ")");
        detail("volume     what each city's seconds add up to (process " + adder.pid() + ")");
        detail("generator  " + settings.traffic() + " (process " + generator.pid() + ")");
        detail("console    process " + page.pid() + ", data in " + consoleDir());
        monitoring.start(address);
        detail("messages   " + logs);
        detail("look       ./fintrans alerts --follow --bootstrap-server " + address);
        detail("           ./fintrans topics --bootstrap-server " + address);
        detail("           kcat -b " + address + " -C -t "
                + settings.cities().get(0).name());
        say.accept("alerts follow (Kafka at " + address + "); Ctrl-C stops everything and keeps the data"
                + (settings.verbose() ? "" : "; --verbose says more"));
    }

    /**
     * Prints another link to the console.
     *
     * @param user whom it signs in, see {@link ConsoleLinks}
     */
    public void link(String user) {
        console.link(user);
    }

    /** Makes the topics and records the rules; returns these. */
    private Rulebook prepareTopics() {
        Map<String, Object> kafka = Map.of("bootstrap.servers", address);
        try (Admin admin = Admin.create(kafka)) {
            List<Topic> topics = new Topics(settings.cities(), Topics.DEFAULT_PARTITIONS).all();
            new TopicAdmin(admin).create(topics, TopicAdmin.DEFAULT_REPLICATION);
            Map<String, String> ahead =
                    Map.of("message.timestamp.after.max.ms", Long.toString(DemoRules.AHEAD.toMillis()));
            settings.cities().forEach(city -> new TopicSettings(admin).set(city.name(), ahead));
        }
        DemoRules recorded = new DemoRules(settings.rule(), clock, say);
        recorded.recordNetwork(kafka);
        return recorded.record(kafka);
    }

    private void showLink(String link) {
        say.accept("console    " + link + " (signs in once" + (DemoKeys.areRead() ? "; " + DemoKeys.HELP : "") + ")");
        if (settings.open() && !opened.getAndSet(true)) {
            Program.find("xdg-open", System.getenv().getOrDefault("PATH", ""))
                    .or(() -> Program.find("open", ""))
                    .ifPresentOrElse(
                            program -> Child.program(
                                    List.of(program.path().toString(), link), Map.of(), logs.resolve("open.log")),
                            () -> say.accept("--open needs xdg-open, which is not installed; open the link yourself"));
        }
    }

    private void detail(String line) {
        if (settings.verbose()) {
            say.accept(line);
        }
    }

    private void prepareFolders() {
        try {
            Folders.delete(logs);
            Files.createDirectories(logs);
            if (settings.fresh()) {
                Folders.delete(folder("detect"));
                Folders.delete(folder("network"));
                Folders.delete(folder("volume"));
                Folders.delete(settings.dataDir().resolve("influxdb"));
                Folders.delete(consoleDir());
            }
        } catch (IOException e) {
            throw PathOption.unusable("--data-dir", settings.dataDir(), e);
        }
    }

    private void awaitReady(Child kafka) {
        String line;
        try {
            line = kafka.output().readLine();
        } catch (IOException e) {
            line = null;
        }
        if (line == null) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Kafka did not start: " + Child.lastLine(logs.resolve("broker.log")) + " (all messages: " + logs
                            + ")");
        }
    }

    /** Prints the alerts that come from now on. */
    private void follow() {
        AlertReader reader = new AlertReader(Map.of("bootstrap.servers", address), true);
        reader.open(false);
        alerts = reader;
        Thread thread = new Thread(
                () -> {
                    try (reader) {
                        reader.follow(new Printer());
                    }
                },
                "alerts");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until the time is over or a process is given up.
     *
     * @param limit or null for as long as it runs
     * @return why it cannot go on, or null when the time is over
     */
    @Nullable
    public String await(@Nullable Duration limit) throws InterruptedException {
        try {
            return limit == null ? givenUp.get() : givenUp.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops everything against the order of the flow of data: no payment is cut off on its way. */
    public synchronized void stop() {
        generate.stop(GENERATE_STOP);
        monitoring.stop();
        console.stop();
        stopAtOnce(detect, network, volume);
        AlertReader reader = alerts;
        if (reader != null) {
            reader.stop();
        }
        broker.stop(BROKER_STOP);
    }

    private static void stopAtOnce(SupervisedChild... stages) {
        CompletableFuture.allOf(Arrays.stream(stages)
                        .map(stage -> CompletableFuture.runAsync(() -> stage.stop(STAGE_STOP)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private Path consoleDir() {
        return settings.dataDir().resolve(DemoConsole.FOLDER);
    }

    private Path folder(String stage) {
        return settings.dataDir().resolve(stage);
    }

    private Path kafkaDir() {
        return settings.dataDir().resolve("kafka");
    }

    /** The operator's lines. */
    private final class Printer implements AlertReader.Listener {
        @Override
        public boolean alert(Alert alert) {
            print.accept(alert.line());
            return true;
        }

        @Override
        public void unreadable(String coordinates, IllegalArgumentException why) {
            say.accept("record " + coordinates + " is no alert: " + why.getMessage());
        }

        @Override
        public boolean caughtUp() {
            return true;
        }
    }
}
