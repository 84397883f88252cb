package io.fintrans.console;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Evidence;
import io.fintrans.format.Formats;
import io.fintrans.reader.Unreadable;
import io.fintrans.topic.PaymentReader;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.javalin.http.ServiceUnavailableResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The payments that an alert rests on, each read back from Kafka and held against what the alert says of it. */
final class EvidenceView {
    private final EvidencePool reader;
    private final PaymentReader payments = new PaymentReader(Formats.STANDARD);

    EvidenceView(EvidencePool reader) {
        this.reader = reader;
    }

    /**
     * The whole alert, with its evidence, from Kafka; nothing if it is no longer there.
     *
     * @throws ServiceUnavailableResponse if Kafka has it, but damaged
     */
    Optional<Alert> alert(Episode episode) {
        ConsumerRecord<byte[], byte[]> record =
                reader.read(List.of(episode.record())).get(episode.record());
        if (record == null) {
            return Optional.empty();
        }
        if (Unreadable.marks(record.headers())) {
            throw new ServiceUnavailableResponse(
                    "The bytes of this alert are damaged on Kafka's disk, at " + episode.record()
                            + ", so its payments cannot be shown. Whoever runs Kafka restores them from a replica or a backup.");
        }
        return Optional.of(AlertJson.read(record.value()));
    }

    /** For the page and for exports; see docs/console.md. */
    Map<String, Object> json(Alert alert) {
        Explanation explanation = new Explanation(alert);
        Map<Coordinates, ConsumerRecord<byte[], byte[]>> records = reader.read(alert.evidence().stream()
                .map(each -> each.coordinates().ofRecord())
                .toList());
        List<Map<String, Object>> items = new ArrayList<>();
        for (Explanation.Step step : explanation.steps()) {
            items.add(
                    item(alert, step, records.get(step.evidence().coordinates().ofRecord())));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("threshold", alert.threshold().toString());
        json.put("currency", alert.total().currency().getCurrencyCode());
        json.put("windowMillis", alert.window().toMillis());
        json.put("items", items);
        json.put("omitted", alert.omitted());
        json.put("notes", explanation.notes());
        return json;
    }

    private Map<String, Object> item(
            Alert alert, Explanation.Step step, @Nullable ConsumerRecord<byte[], byte[]> record) {
        Evidence evidence = step.evidence();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", step.number());
        place(evidence.coordinates(), json);
        json.put("time", evidence.time().toEpochMilli());
        json.put("amount", evidence.amount().toString());
        json.put("running", new Money(step.running(), evidence.amount().currency()).toString());
        json.put("share", share(evidence.amount(), alert.total()));
        json.put("crosses", step.crosses());
        json.put("needed", step.needed());
        boolean damaged = record != null && Unreadable.marks(record.headers());
        json.put("found", record != null && !damaged);
        json.put("damaged", damaged);
        json.put("verified", record != null && !damaged && says(record, alert, evidence));
        json.put("source", alert.source().toString());
        json.put("target", alert.target().toString());
        return json;
    }

    /** Says where a payment is; of all but the first payment of a record, which one. */
    static void place(Coordinates coordinates, Map<String, Object> json) {
        json.put("topic", coordinates.topic());
        json.put("partition", coordinates.partition());
        json.put("offset", coordinates.offset());
        if (coordinates.index() > 0) {
            json.put("index", coordinates.index());
        }
    }

    /** Of 1; an alert that nobody but a forger writes may have no total. */
    private static BigDecimal share(Money amount, Money total) {
        return total.minorUnits() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(amount.minorUnits())
                        .divide(BigDecimal.valueOf(total.minorUnits()), 4, RoundingMode.HALF_EVEN);
    }

    private boolean says(ConsumerRecord<byte[], byte[]> record, Alert alert, Evidence evidence) {
        return payments.read(record).payments().stream()
                .filter(payment -> payment.index() == evidence.coordinates().index())
                .anyMatch(payment ->
                        payment.timeIn(record.timestamp()) == evidence.time().toEpochMilli()
                                && payment.source().equals(alert.source())
                                && payment.target().equals(alert.target())
                                && payment.amount().equals(evidence.amount()));
    }
}
