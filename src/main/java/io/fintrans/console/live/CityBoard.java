package io.fintrans.console.live;

import io.fintrans.timeseries.Volume;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What happened in each city in the past hour, second by second, and what of it has changed since the last look. */
public final class CityBoard {
    public static final Duration PAST = Duration.ofHours(1);
    static final int BUCKET_SECONDS = 10;
    static final int NEWEST_SECONDS = 90;
    static final int BUCKETS = (int) PAST.toSeconds() / BUCKET_SECONDS;

    /** A second of a city, or several of them. */
    private static final class Sum {
        private long count;
        private BigDecimal total = BigDecimal.ZERO;

        void add(long payments, long minorUnits) {
            count += payments;
            total = total.add(BigDecimal.valueOf(minorUnits, Money.USD.getDefaultFractionDigits()));
        }
    }

    /** What one partition has of a second. */
    private record Part(long count, long total) {}

    private final Clock clock;
    /** City, second, partition. */
    private final Map<String, NavigableMap<Long, Map<Integer, Part>>> seconds = new LinkedHashMap<>();

    private final Map<String, TreeSet<Long>> changed = new HashMap<>();

    public CityBoard(List<String> cities, Clock clock) {
        this.clock = clock;
        cities.forEach(city -> seconds.put(city, new TreeMap<>()));
    }

    /** Takes a second's newest value; it replaces the one before. */
    public synchronized void put(Volume volume) {
        NavigableMap<Long, Map<Integer, Part>> city = seconds.get(volume.city());
        long oldest = oldest();
        if (city == null || volume.second() < oldest) {
            return;
        }
        city.headMap(oldest).clear();
        city.computeIfAbsent(volume.second(), any -> new HashMap<>(8))
                .put(volume.partition(), new Part(volume.count(), volume.total()));
        changed.computeIfAbsent(volume.city(), any -> new TreeSet<>()).add(volume.second());
    }

    /** The past hour in buckets of ten seconds; the last one is still filling. */
    public synchronized Map<String, Object> hour() {
        long last = clock.millis() / 1000 / BUCKET_SECONDS;
        long first = last - BUCKETS + 1;
        List<Map<String, Object>> cities = new ArrayList<>();
        seconds.forEach((name, city) -> {
            Sum[] buckets = new Sum[BUCKETS];
            for (int i = 0; i < BUCKETS; i++) {
                buckets[i] = new Sum();
            }
            city.tailMap(first * BUCKET_SECONDS).forEach((second, parts) -> {
                long bucket = second / BUCKET_SECONDS - first;
                if (bucket < BUCKETS) {
                    parts.values().forEach(part -> buckets[(int) bucket].add(part.count, part.total));
                }
            });
            List<Long> counts = new ArrayList<>();
            List<String> totals = new ArrayList<>();
            for (Sum bucket : buckets) {
                counts.add(bucket.count);
                totals.add(bucket.total.toPlainString());
            }
            cities.add(Map.of("name", name, "count", counts, "total", totals, "seconds", newest(city)));
        });
        return Map.of(
                "now",
                clock.millis(),
                "bucketMillis",
                BUCKET_SECONDS * 1000,
                "from",
                first * BUCKET_SECONDS * 1000,
                "currency",
                Money.USD.getCurrencyCode(),
                "cities",
                cities);
    }

    /** The newest seconds one by one, so that a page knows from its first moment how fast payments come. */
    private List<List<Object>> newest(NavigableMap<Long, Map<Integer, Part>> city) {
        List<List<Object>> rows = new ArrayList<>();
        city.tailMap(clock.millis() / 1000 - NEWEST_SECONDS, false)
                .forEach((second, parts) -> rows.add(row(second, parts)));
        return rows;
    }

    private static List<Object> row(long second, Map<Integer, Part> parts) {
        Sum sum = new Sum();
        parts.values().forEach(part -> sum.add(part.count, part.total));
        return List.of(second, sum.count, sum.total.toPlainString());
    }

    /** The whole values of the seconds that have changed since this was called last; no cities if there are none. */
    public synchronized Map<String, Object> drainChanges() {
        List<Map<String, Object>> cities = new ArrayList<>();
        changed.forEach((name, changedSeconds) -> {
            NavigableMap<Long, Map<Integer, Part>> city = seconds.getOrDefault(name, new TreeMap<>());
            List<List<Object>> rows = new ArrayList<>();
            for (long second : changedSeconds) {
                rows.add(row(second, city.getOrDefault(second, Map.of())));
            }
            cities.add(Map.of("name", name, "seconds", rows));
        });
        changed.clear();
        return Map.of("now", clock.millis(), "cities", cities);
    }

    private long oldest() {
        return clock.millis() / 1000 - PAST.toSeconds() - BUCKET_SECONDS;
    }
}
