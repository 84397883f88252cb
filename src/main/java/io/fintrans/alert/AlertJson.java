package io.fintrans.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.transaction.AccountId;
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
 * Alerts as JSON, the values of {@code fintrans.alerts}. Amounts are decimal strings in the major unit of {@code
 * currency}, and again numbers of its minor unit; times are milliseconds since 1970. A field that says again what others say must
 * agree with them. docs/records.md has all fields.
 *
 * <p>Form 1 has neither {@code form} nor {@code application}: it is of the detector where none is named.
 */
public final class AlertJson {
    /** In ASCII: alerts are printed on terminals, some of which take characters beyond it for commands. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectReader READER = StrictJson.reader(Fields.class);

    private AlertJson() {}

    public static byte[] write(Alert alert) {
        boolean newer = alert.form() > 1;
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(640 + 128 * alert.evidence().size());
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
            json.writeStringField("source", alert.source().toString());
            json.writeStringField("target", alert.target().toString());
            json.writeStringField("currency", alert.total().currency().getCurrencyCode());
            json.writeStringField("total", alert.total().toString());
            if (newer) {
                json.writeNumberField("totalMinor", alert.total().minorUnits());
            }
            json.writeStringField("threshold", alert.threshold().toString());
            if (newer) {
                json.writeNumberField("thresholdMinor", alert.threshold().minorUnits());
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
            for (Evidence evidence : alert.evidence()) {
                write(evidence, newer, json);
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

    private static void write(Evidence evidence, boolean newer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", evidence.coordinates().topic());
        json.writeNumberField("partition", evidence.coordinates().partition());
        json.writeNumberField("offset", evidence.coordinates().offset());
        if (evidence.coordinates().index() > 0) {
            json.writeNumberField("index", evidence.coordinates().index());
        }
        json.writeNumberField("time", evidence.time().toEpochMilli());
        json.writeStringField("amount", evidence.amount().toString());
        if (newer) {
            json.writeNumberField("minor", evidence.amount().minorUnits());
        }
        json.writeEndObject();
    }

    /** @throws IllegalArgumentException if the bytes are not an alert */
    public static Alert read(byte[] bytes) {
        try {
            return READER.<Fields>readValue(bytes).alert();
        } catch (IOException | NullPointerException | ArithmeticException e) {
            StrictJson.refuseNewer(bytes, Alert.FORM, "an alert");
            throw new IllegalArgumentException("not an alert: " + StrictJson.why(e), e);
        }
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
            int read = Form.of(form, Alert.FORM, "an alert");
            Currency unit = Money.currency(currency);
            Alert alert = new Alert(
                    read,
                    application(read),
                    AlertId.parse(id),
                    read == 1 ? typologyOfForm1() : Typology.of(typology),
                    AccountId.of(source),
                    AccountId.of(target),
                    money(read, total, unit),
                    money(read, threshold, unit),
                    Duration.ofMillis(windowMillis),
                    Instant.ofEpochMilli(openedAt),
                    Instant.ofEpochMilli(at),
                    payments,
                    evidence.stream().map(each -> each.evidence(read, unit)).toList(),
                    shortenedTo == null ? null : Instant.ofEpochMilli(shortenedTo),
                    Instant.ofEpochMilli(read == 1 ? at : Objects.requireNonNull(asOf)),
                    read > 1 && Objects.requireNonNull(revised));
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
        private Typology typologyOfForm1() {
            if (!typology.equals(Typology.STRUCTURING.code())) {
                throw new IllegalArgumentException("There is no typology " + typology);
            }
            return Typology.PAIR_TOTAL;
        }

        private void compare(Alert alert) {
            boolean must = alert.form() > 1;
            agree("episode", alert.id().episode(), episode, must);
            agree("step", alert.id().step(), step, must);
            agree("omitted", alert.omitted(), omitted, must);
            agree("totalMinor", alert.total().minorUnits(), totalMinor, must);
            agree("thresholdMinor", alert.threshold().minorUnits(), thresholdMinor, must);
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
    private static void agree(String field, Object expected, @Nullable Object said, boolean must) {
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
            @Nullable Integer index,
            Long time,
            String amount,
            @Nullable Long minor) {
        Evidence evidence(int form, Currency unit) {
            Money money = money(form, amount, unit);
            agree("minor", money.minorUnits(), minor, form > 1);
            Coordinates coordinates = new Coordinates(topic, partition, offset, index == null ? 0 : index);
            return new Evidence(coordinates, Instant.ofEpochMilli(time), money);
        }
    }
}
