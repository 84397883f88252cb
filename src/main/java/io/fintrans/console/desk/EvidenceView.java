package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.console.evidence.EvidencePool;
import io.fintrans.console.evidence.PaymentPlace;
import io.fintrans.format.Formats;
import io.fintrans.reader.Unreadable;
import io.fintrans.topic.record.PaymentReader;
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
public final class EvidenceView {
    private final EvidencePool reader;
    private final PaymentReader payments = new PaymentReader(Formats.STANDARD);

    public EvidenceView(EvidencePool reader) {
        this.reader = reader;
    }

    /**
     * The whole alert, with its evidence, from Kafka; nothing if it is no longer there.
     *
     * @throws ServiceUnavailableResponse if Kafka has it, but damaged
     */
    public Optional<Alert> alert(Episode episode) {
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
    public Map<String, Object> json(Alert alert) {
        Explanation explanation = new Explanation(alert);
        Map<Coordinates, ConsumerRecord<byte[], byte[]>> records = reader.read(alert.evidence().edges().stream()
                .map(edge -> edge.coordinates().ofRecord())
                .toList());
        List<Map<String, Object>> items = new ArrayList<>();
        for (Explanation.Step step : explanation.steps()) {
            items.add(item(
                    alert,
                    explanation.sums(),
                    step,
                    records.get(step.edge().coordinates().ofRecord())));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("limit", alert.limit());
        json.put("currency", alert.currency().getCurrencyCode());
        json.put("windowMillis", alert.window().toMillis());
        json.put("items", items);
        json.put("omitted", alert.omitted());
        json.put("notes", explanation.notes());
        return json;
    }

    private Map<String, Object> item(
            Alert alert, boolean sums, Explanation.Step step, @Nullable ConsumerRecord<byte[], byte[]> record) {
        Edge edge = step.edge();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", step.number());
        PaymentPlace.put(edge.coordinates(), json);
        json.put("time", edge.time().toEpochMilli());
        json.put("amount", edge.amount().toString());
        json.put("running", sums ? new Money(step.running(), edge.amount().currency()).toString() : null);
        json.put("share", share(edge.amount(), alert.total()));
        json.put("crosses", step.crosses());
        json.put("needed", step.needed());
        boolean damaged = record != null && Unreadable.marks(record.headers());
        json.put("found", record != null && !damaged);
        json.put("damaged", damaged);
        json.put("verified", record != null && !damaged && says(record, edge));
        json.put("source", edge.source().toString());
        json.put("target", edge.target().toString());
        json.put("part", edge.part().code());
        json.put("layer", edge.layer());
        return json;
    }

    /** Of 1; an alert that nobody but a forger writes may have no total. */
    private static BigDecimal share(Money amount, Money total) {
        return total.minorUnits() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(amount.minorUnits())
                        .divide(BigDecimal.valueOf(total.minorUnits()), 4, RoundingMode.HALF_EVEN);
    }

    private boolean says(ConsumerRecord<byte[], byte[]> record, Edge edge) {
        return payments.read(record).payments().stream()
                .filter(payment -> payment.index() == edge.coordinates().index())
                .anyMatch(payment ->
                        payment.timeIn(record.timestamp()) == edge.time().toEpochMilli()
                                && payment.source().equals(edge.source())
                                && payment.target().equals(edge.target())
                                && payment.amount().equals(edge.amount()));
    }
}
