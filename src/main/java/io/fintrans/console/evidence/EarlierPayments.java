package io.fintrans.console.evidence;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Edge;
import io.fintrans.transaction.City;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * The payments that an alert counts but does not list, for whoever asks on and on: each answer has read so many records more of the cities' topics
 * and no more, a few at a time do so, and only the newest scans are remembered.
 */
public final class EarlierPayments {
    /** How many records an answer reads. */
    private static final int MOST_RECORDS = 250_000;

    private static final int FEWEST_RECORDS = 1_000;
    private static final int MOST_QUESTIONS = 8;
    private static final int MOST_SCANS = 64;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 5;

    /** How far somebody is; its lock is held by whoever reads on. */
    private static final class Progress {
        private @Nullable WindowScan scan;
        private int records;

        Progress(int records) {
            this.records = records;
        }
    }

    private final List<City> cities;
    private final Map<String, Object> clientProperties;
    private final int atOnce;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    private record Key(AlertId alert, String reader) {}

    /** Whichever was not asked for the longest time goes first. */
    private final Map<Key, Progress> scans = new LinkedHashMap<>(MOST_SCANS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Progress> eldest) {
            return size() > MOST_SCANS;
        }
    };

    public EarlierPayments(List<City> cities, Map<String, Object> clientProperties) {
        this(cities, clientProperties, MOST_RECORDS);
    }

    /** @param atOnce how many records an answer reads */
    public EarlierPayments(List<City> cities, Map<String, Object> clientProperties, int atOnce) {
        this.atOnce = atOnce;
        this.cities = List.copyOf(cities);
        this.clientProperties = Map.copyOf(clientProperties);
    }

    /**
     * Reads on.
     *
     * @param alert read when the scan is new
     * @param reader names the scan: whoever asks under the same name for the same alert goes on with it
     * @return for the page; see openapi.json. Nothing if the alert is not there any more
     * @throws ServiceUnavailableResponse if others read, or Kafka is too slow; the same question again goes on
     */
    public Optional<Map<String, Object>> next(AlertId id, String reader, Supplier<Optional<Alert>> alert) {
        await();
        try (WindowReader topics = new WindowReader(cities, clientProperties)) {
            Progress progress = progress(id, reader);
            synchronized (progress) {
                if (progress.scan == null) {
                    Optional<Alert> found = alert.get();
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    progress.scan = topics.begin(found.get());
                }
                return Optional.of(next(topics, progress, progress.scan));
            }
        } catch (AuthorizationException | AuthenticationException e) {
            throw new ServiceUnavailableResponse(
                    "The console may not read the cities' topics. Whoever runs it finds in the manual what it needs.");
        } catch (KafkaException e) {
            throw new ServiceUnavailableResponse(
                    "Kafka does not answer at the moment. Try again; reading goes on where it was.");
        } finally {
            places.release();
        }
    }

    /**
     * As {@link #next}, on and on until it is done or has asked so often: for a file, which cannot be asked again. The
     * payments in the answer are in order of time.
     */
    public Map<String, Object> all(Alert alert, String reader) {
        if (alert.omitted() <= 0) {
            return Map.of(
                    "items", List.of(), "read", 0L, "of", 0L, "done", true, "complete", true, "unreadable", List.of());
        }
        List<Object> items = new ArrayList<>();
        Map<String, Object> answer = Map.of();
        for (int i = 0; i < MOST_QUESTIONS && !Boolean.TRUE.equals(answer.get("done")); i++) {
            answer = next(alert.id(), reader, () -> Optional.of(alert)).orElseThrow();
            items.addAll((List<?>) Objects.requireNonNull(answer.get("items")));
        }
        items.sort(Comparator.comparingLong(EarlierPayments::time));
        Map<String, Object> all = new LinkedHashMap<>(answer);
        all.put("items", items);
        return all;
    }

    private static Map<String, Object> next(WindowReader topics, Progress progress, WindowScan scan) {
        List<Edge> found = scan.isDone() ? List.of() : topics.read(scan, progress.records);
        if (found == null) {
            progress.records = Math.max(FEWEST_RECORDS, progress.records / 4);
            throw new ServiceUnavailableResponse(
                    "Kafka is slow at the moment. Try again; reading goes on where it was.");
        }
        return Map.of(
                "items", found.stream().map(EarlierPayments::json).toList(),
                "read", scan.size() - scan.left(),
                "of", scan.size(),
                "done", scan.isDone(),
                "complete", scan.isComplete(),
                "unreadable", scan.damaged().words());
    }

    private static long time(Object item) {
        return ((Map<?, ?>) item).get("time") instanceof Long time ? time : 0;
    }

    private static Map<String, Object> json(Edge payment) {
        Map<String, Object> json = new LinkedHashMap<>();
        PaymentPlace.put(payment.coordinates(), json);
        json.put("time", payment.time().toEpochMilli());
        json.put("amount", payment.amount().toString());
        return json;
    }

    private void await() {
        try {
            if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ServiceUnavailableResponse(
                "Others are reading earlier payments at the moment. Try again in a moment.");
    }

    private Progress progress(AlertId id, String reader) {
        synchronized (scans) {
            return scans.computeIfAbsent(new Key(id, reader), any -> new Progress(atOnce));
        }
    }
}
