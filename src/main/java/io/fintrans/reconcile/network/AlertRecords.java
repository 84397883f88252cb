package io.fintrans.reconcile.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What topics hold of the network stage's alerts: the newest of each id in each partition. Records that cannot be read or are under another key are for the
 * proof of the detector to tell.
 */
final class AlertRecords {
    private final String application;
    private final Map<Place, Alert> newest = new LinkedHashMap<>();
    private final List<Alert> twice = new ArrayList<>();

    /** Where Kafka keeps one record in the end. */
    record Place(String topic, int partition, String id) {}

    AlertRecords(String application) {
        this.application = application;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        String id = record.key() == null ? "" : new String(record.key(), UTF_8);
        Place place = new Place(record.topic(), record.partition(), id);
        Alert alert = read(record.value());
        Alert before = newest.remove(place);
        if (alert != null
                && alert.application().equals(application)
                && id.equals(alert.id().toString())) {
            newest.put(place, alert);
            if (alert.equals(before)) {
                twice.add(alert);
            }
        }
    }

    private static @Nullable Alert read(byte @Nullable [] value) {
        try {
            return value == null ? null : AlertJson.read(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Map<Place, Alert> newest() {
        return newest;
    }

    /** Those that were written twice, one after the other. */
    List<Alert> twice() {
        return twice;
    }
}
