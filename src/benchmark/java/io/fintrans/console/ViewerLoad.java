package io.fintrans.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.LoadData.Sink;
import io.fintrans.testing.TestAlert;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Hundreds of open pages and, for a minute, something new for them ten times a second: when each page has heard of each. */
final class ViewerLoad implements AutoCloseable {
    private static final int EVENTS_PER_SECOND = 10;
    private static final int SECONDS = 60;
    private static final int EVENTS = EVENTS_PER_SECOND * SECONDS;
    /** Every so many of them come with an alert. */
    private static final int VOLUMES_PER_ALERT = 5;

    private final LoadedConsole console;
    private final Sink sink;
    private final Clock clock;
    private final long[] sentAt = new long[EVENTS];
    private final List<Page> pages = new ArrayList<>();
    private final List<Integer> delaysMillis = new ArrayList<>();
    private final long firstSecond;
    private final String run;

    /** One page, and what it has heard. Its events come one after the other. */
    private final class Page {
        private final BitSet volumes = new BitSet();
        private final BitSet alerts = new BitSet();
        private final LiveViewer viewer =
                LiveViewer.open(console.http(), console.request("/api/v1/stream"), this::take);

        void take(LiveViewer.Event event) {
            if (event.name().equals("volumes")) {
                event.data().path("cities").forEach(city -> city.path("seconds").forEach(this::volume));
            } else if (event.name().equals("alert")) {
                String episode = event.data().path("episode").asText();
                if (episode.startsWith(run)) {
                    heard(alerts, Integer.parseInt(episode.substring(run.length()), 16));
                }
            }
        }

        private void volume(JsonNode second) {
            heard(volumes, (int) (second.path(0).asLong() - firstSecond));
        }

        private void heard(BitSet all, int number) {
            long now = System.nanoTime();
            if (number < 0 || number >= EVENTS) {
                return;
            }
            synchronized (delaysMillis) {
                all.set(number);
                delaysMillis.add((int) ((now - sentAt[number]) / 1_000_000));
            }
        }

        private BitSet missing(BitSet heard, int every) {
            BitSet missing = new BitSet();
            for (int i = 0; i < EVENTS; i += every) {
                missing.set(i, !heard.get(i));
            }
            return missing;
        }

        private boolean hasHeardAll() {
            synchronized (delaysMillis) {
                return volumes.cardinality() == EVENTS && alerts.cardinality() == EVENTS / VOLUMES_PER_ALERT;
            }
        }
    }

    ViewerLoad(LoadedConsole console, Sink sink, Clock clock, int viewers) {
        this.console = console;
        this.sink = sink;
        this.clock = clock;
        // A second for each event, so that it can be told apart; they are long before the end of the past hour.
        this.firstSecond = clock.millis() / 1000 - EVENTS - 300;
        this.run = String.format("%08x", clock.millis() / 1000);
        for (int i = 0; i < viewers; i++) {
            pages.add(new Page());
        }
    }

    /** Sends everything in its time and waits until all have heard it, or nobody hears anything more. */
    void send() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            AtomicInteger next = new AtomicInteger();
            Future<?> ticks = timer.scheduleAtFixedRate(
                    () -> send(next.getAndIncrement()), 0, 1000 / EVENTS_PER_SECOND, TimeUnit.MILLISECONDS);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(SECONDS * 2L))
                    .until(() -> next.get() >= EVENTS || ticks.isDone());
            ticks.cancel(false);
        } finally {
            timer.shutdown();
        }
    }

    /** How many pages have not heard of everything, after some patience. */
    long awaitAll() {
        for (int i = 0; i < 100 && lost() > 0; i++) {
            Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
        return lost();
    }

    /** Of the first of those pages, what it has not heard, and whether its stream has ended. */
    String whatIsLost() {
        synchronized (delaysMillis) {
            return pages.stream()
                    .filter(page -> !page.hasHeardAll())
                    .limit(5)
                    .map(page -> "volumes " + page.missing(page.volumes, 1) + ", alerts "
                            + page.missing(page.alerts, VOLUMES_PER_ALERT)
                            + (page.viewer.hasEnded() ? ", stream ended" : ""))
                    .toList()
                    .toString();
        }
    }

    private long lost() {
        return pages.stream().filter(page -> !page.hasHeardAll()).count();
    }

    private void send(int number) {
        if (number >= EVENTS) {
            return;
        }
        String city = City.DEFAULTS.get(number % City.DEFAULTS.size()).name();
        sentAt[number] = System.nanoTime();
        sink.send(LoadData.record(new Volume(
                city, firstSecond + number, LoadData.PARTITIONS, Money.USD, 1, 100, 100, 100, 0, new Distribution())));
        if (number % VOLUMES_PER_ALERT == 0) {
            Instant now = clock.instant();
            sink.send(LoadData.record(TestAlert.of(run + String.format("%08x", number), 1)
                    .pair("1", "2")
                    .total(12_000_00)
                    .window(Duration.ofHours(24))
                    .at(now)
                    .payments(3)
                    .build()));
        }
    }

    /** The delay that so many hundredths of all that was heard do not exceed. */
    int delayMillis(int percent) {
        synchronized (delaysMillis) {
            int[] sorted =
                    delaysMillis.stream().mapToInt(Integer::intValue).sorted().toArray();
            return sorted.length == 0 ? -1 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
        }
    }

    @Override
    public void close() {
        pages.forEach(page -> page.viewer.close());
    }
}
