package io.fintrans.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of forms 1 and 2, as they were written before rules had names: each says what one account sent another, and what that was more
 * than. They are read for ever, and written again as they were read.
 *
 * <p>Form 1 has neither {@code form} nor {@code application}: it is of the detector where none is named.
 */
final class EarlierAlertJson {
    /** In ASCII: alerts are printed on terminals, some of which take characters beyond it for commands. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** The newest of these forms. */
    private static final int NEWEST = 2;

    private static final ObjectReader READER = StrictJson.reader(Fields.class);

    private EarlierAlertJson() {}

    static byte[] write(Alert alert) {
        Subject.Pair pair = (Subject.Pair) alert.subject();
        boolean newer = alert.form() > 1;
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(640 + 128 * alert.evidence().edges().size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (newer) {
                json.writeNumberField(Form.FIELD, alert.form());
                json.writeStringField("application", alert.application());
            }
            json.writeStringField("id", alert.id().toString());
            json.writeStringField("episode", alert.id().episode());
            json.writeNumberField("step", alert.id().step());
            json.writeStringField("typology", typology(alert));
            json.writeStringField("source", pair.source().toString());
            json.writeStringField("target", pair.target().toString());
            json.writeStringField("currency", alert.total().currency().getCurrencyCode());
            json.writeStringField("total", alert.total().toString());
            if (newer) {
                json.writeNumberField("totalMinor", alert.total().minorUnits());
            }
            json.writeStringField("threshold", alert.limit());
            if (newer) {
                json.writeNumberField("thresholdMinor", alert.measure().limit());
            }
            json.writeNumberField("windowMillis", alert.window().toMillis());
            json.writeNumberField("openedAt", alert.openedAt().toEpochMilli());
            json.writeNumberField("at", alert.at().toEpochMilli());
            if (newer) {
                json.writeNumberField("asOf", alert.asOf().toEpochMilli());
                json.writeBooleanField("revised", alert.revised());
            }
            if (alert.shortenedTo() != null) {
                json.writeNumberField("shortenedTo", alert.shortenedTo().toEpochMilli());
            }
            json.writeNumberField("payments", alert.payments());
            json.writeNumberField("omitted", alert.omitted());
            json.writeArrayFieldStart("evidence");
            for (Edge edge : alert.evidence().edges()) {
                write(edge, newer, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String typology(Alert alert) {
        return alert.form() == 1
                ? Typology.STRUCTURING.code()
                : alert.typology().code();
    }

    private static void write(Edge edge, boolean newer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", edge.coordinates().topic());
        json.writeNumberField("partition", edge.coordinates().partition());
        json.writeNumberField("offset", edge.coordinates().offset());
        json.writeNumberField("time", edge.time().toEpochMilli());
        json.writeStringField("amount", edge.amount().toString());
        if (newer) {
            json.writeNumberField("minor", edge.amount().minorUnits());
        }
        json.writeEndObject();
    }

    /** @throws IOException as {@link NullPointerException} and {@link ArithmeticException}: if the bytes are not an alert of these forms */
    static Alert read(byte[] bytes) throws IOException {
        return READER.<Fields>readValue(bytes).alert();
    }

    /** The fields of an alert as they are written. */
    private record Fields(
            @Nullable Integer form,
            @Nullable String application,
            String id,
            @Nullable String episode,
            @Nullable Long step,
            String typology,
            String source,
            String target,
            String currency,
            String total,
            @Nullable Long totalMinor,
            String threshold,
            @Nullable Long thresholdMinor,
            Long windowMillis,
            Long openedAt,
            Long at,
            @Nullable Long asOf,
            @Nullable Boolean revised,
            @Nullable Long shortenedTo,
            Integer payments,
            @Nullable Integer omitted,
            List<EvidenceFields> evidence) {
        Alert alert() {
            int read = Form.of(form, NEWEST, "an alert");
            Currency unit = Money.currency(currency);
            Subject.Pair pair = Subject.pair(source, target);
            Money money = money(read, total, unit);
            AlertId named = AlertId.parse(id);
            List<Edge> edges =
                    evidence.stream().map(each -> each.edge(read, unit, pair)).toList();
            Alert alert = new Alert(
                    read,
                    application(read),
                    named,
                    new RuleId(RuleId.PAIR_TOTAL, 1),
                    typology(read),
                    Severity.of(Typology.PAIR_TOTAL, named.step(), List.of()),
                    pair,
                    List.of(Measure.money(
                            Measure.TOTAL,
                            money.minorUnits(),
                            money(read, threshold, unit).minorUnits())),
                    unit,
                    Duration.ofMillis(windowMillis),
                    Instant.ofEpochMilli(openedAt),
                    Instant.ofEpochMilli(at),
                    Instant.ofEpochMilli(read == 1 ? at : Objects.requireNonNull(asOf)),
                    new Subgraph(edges, Math.subtractExact(payments, edges.size())),
                    read > 1 && Objects.requireNonNull(revised) ? AlertState.AMENDED : AlertState.OPEN,
                    null,
                    false,
                    shortenedTo == null ? null : Instant.ofEpochMilli(shortenedTo),
                    null);
            compare(alert);
            return alert;
        }

        private String application(int number) {
            if ((application == null) != (number == 1)) {
                throw new IllegalArgumentException("form " + number + " of an alert has "
                        + (application == null ? "the field" : "no field") + " application");
            }
            return application == null ? Application.DEFAULT : Application.checked(application);
        }

        /** Form 1 called structuring what is a pair's total: one large payment is enough for that. */
        private Typology typology(int number) {
            Typology written = number == 1 ? Typology.STRUCTURING : Typology.PAIR_TOTAL;
            if (!typology.equals(written.code())) {
                throw new IllegalArgumentException("There is no typology " + typology + " in this form");
            }
            return Typology.PAIR_TOTAL;
        }

        private void compare(Alert alert) {
            boolean must = alert.form() > 1;
            agree("episode", alert.id().episode(), episode, must);
            agree("step", alert.id().step(), step, must);
            agree("omitted", alert.omitted(), omitted, must);
            agree("totalMinor", alert.total().minorUnits(), totalMinor, must);
            agree("thresholdMinor", alert.measure().limit(), thresholdMinor, must);
            if (must && !AlertId.isStep(alert.id().step())) {
                throw new IllegalArgumentException("not an alert: " + alert.id().step() + " is no step");
            }
        }
    }

    /** Form 2 has one way to write an amount. */
    private static Money money(int form, String decimal, Currency unit) {
        return form == 1 ? Money.parse(decimal, unit) : Money.parseWritten(decimal, unit);
    }

    /** @param must whether the field must be there; form 1 may leave it out */
    static void agree(String field, Object expected, @Nullable Object said, boolean must) {
        if (said == null ? must : !expected.equals(said)) {
            throw new IllegalArgumentException("not an alert: its field " + field
                    + " does not agree with the others: it is " + said + " but should be " + expected);
        }
    }

    /** The fields of a payment as they are written. */
    private record EvidenceFields(
            String topic,
            Integer partition,
            Long offset,
            Long time,
            String amount,
            @Nullable Long minor) {
        Edge edge(int form, Currency unit, Subject.Pair pair) {
            Money money = money(form, amount, unit);
            agree("minor", money.minorUnits(), minor, form > 1);
            return Edge.direct(
                    new Coordinates(Objects.requireNonNull(topic), partition, offset),
                    Instant.ofEpochMilli(time),
                    pair,
                    money);
        }
    }
}
