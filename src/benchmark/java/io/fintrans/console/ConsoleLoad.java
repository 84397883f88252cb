package io.fintrans.console;

import io.fintrans.console.LoadData.Sink;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Measures a console on five million payments and a hundred thousand open episodes, as docs/benchmarks.md says: how soon it is
 * there, how soon it answers, and what five hundred viewers cost when it has one core.
 */
public final class ConsoleLoad {
    private static final int STARTS = 5;
    private static final int REQUESTS = 20;
    private static final int VIEWERS = 500;
    private static final String CONSOLE_CORE = "0";
    private static final String LOAD_CORES = "1-1024";

    private final PrintStream out = System.out;
    private final TestBroker broker;
    private final Path folder;
    private final Clock clock = Clock.systemUTC();

    private ConsoleLoad(TestBroker broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    /** Takes no arguments, or {@code viewers} for the viewers alone; needs two processors, and Chromium for the page. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("fintrans-console-load");
        try (TestBroker broker = TestBroker.start()) {
            new ConsoleLoad(broker, folder).run(List.of(args).contains("viewers"));
        }
        System.exit(0); // the HTTP clients' threads would stay for a minute
    }

    private void run(boolean viewersOnly) {
        broker.create(new Topics(City.DEFAULTS, LoadData.PARTITIONS));
        new LoadData(broker.address(), clock.instant()).fill();
        say("payments %,d, episodes %,d", LoadData.PAYMENTS, LoadData.EPISODES);
        if (!viewersOnly) {
            starts();
        }
        try (LoadedConsole console = open()) {
            if (!viewersOnly) {
                requests(console);
                page(console);
                say(
                        "heap after a collection %d MB, resident %d MB",
                        console.liveMegabytes(), console.residentMegabytes());
            }
            viewers(console);
        }
    }

    private LoadedConsole open() {
        return new LoadedConsole(broker.address(), folder);
    }

    private void starts() {
        List<Double> until = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (LoadedConsole console = open()) {
                until.add(console.secondsUntilOpen());
                processor.add(console.processorSeconds());
            }
        }
        print("start until all is read and the page opens", "s", until);
        print("  processor time of that", "s", processor);
    }

    private void requests(LoadedConsole console) {
        time(console, "a page of alerts", i -> "/api/v1/alerts");
        time(console, "sorted by total", i -> "/api/v1/alerts?sort=total&order=desc");
        time(console, "filtered by city and amount", i -> "/api/v1/alerts?city=London&min=15000");
        time(console, "filtered by account", i -> "/api/v1/alerts?account=" + i * 7);
        time(console, "searched", i -> "/api/v1/alerts?q=" + (100_777 + i));
        time(console, "last page", i -> "/api/v1/alerts?offset=" + (LoadData.EPISODES - 50 - i));
        time(console, "a case", i -> episode(i));
        time(console, "evidence of 50 payments", i -> episode(i * LoadData.EVERY) + "/evidence");
        time(console, "evidence of 10 payments", i -> episode(i * LoadData.EVERY + 1) + "/evidence");
        time(console, "the past hour of all cities", i -> "/api/v1/volumes");
        time(console, "history", i -> "/api/v1/history");
    }

    private static String episode(int number) {
        return "/api/v1/cases/" + LoadData.episode(number);
    }

    /** Other paths each time, so that nobody can have kept the answer. */
    private void time(LoadedConsole console, String what, IntFunction<String> path) {
        int[] next = {0};
        print(what, "ms", times(() -> {
            long since = System.nanoTime();
            console.get(path.apply(next[0]++));
            return (System.nanoTime() - since) / 1e6;
        }));
    }

    private static List<Double> times(Supplier<Double> once) {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            all.add(once.get());
        }
        return all;
    }

    private void page(LoadedConsole console) {
        if (!Files.isExecutable(Path.of("/usr/bin/chromedriver"))) {
            say("Chromium is not installed, so the page was not opened");
            return;
        }
        try (PageOpening page = new PageOpening(console)) {
            print("Chromium: alerts, until rows are there", "ms", times(() -> page.millis("alerts")));
            print("Chromium: cities, until the chart is there", "ms", times(() -> page.millis("cities")));
        }
    }

    private void viewers(LoadedConsole console) {
        pin(console.pid(), CONSOLE_CORE);
        pin(ProcessHandle.current().pid(), LOAD_CORES);
        pin(broker.pid(), LOAD_CORES);
        try (Sink sink = new Sink(broker.address());
                ViewerLoad load = new ViewerLoad(console, sink, clock, VIEWERS)) {
            double used = console.processorSeconds();
            long since = System.nanoTime();
            load.send();
            double share = (console.processorSeconds() - used) / ((System.nanoTime() - since) / 1e9);
            long lost = load.awaitAll();
            say("%d viewers, console on one core: %.0f %% of it, %d threads", VIEWERS, share * 100, console.threads());
            say(
                    "  delay p50 %d ms, p99 %d ms, worst %d ms",
                    load.delayMillis(50), load.delayMillis(99), load.delayMillis(100));
            say("  viewers who missed anything: %d%s", lost, lost == 0 ? "" : " " + load.whatIsLost());
            say(
                    "  heap after a collection %d MB, resident %d MB",
                    console.liveMegabytes(), console.residentMegabytes());
        }
    }

    /** All threads that there are; those that come later are their children. */
    private static void pin(long pid, String cores) {
        LoadedConsole.run("taskset", "-a", "-c", "-p", cores, Long.toString(pid));
    }

    private void print(String what, String unit, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        say(
                "%-46s median %7.1f %s (%.1f – %.1f), %d times",
                what, sorted.get(sorted.size() / 2), unit, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
