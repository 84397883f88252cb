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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as JSON, the values of {@code fintrans.alerts}. Amounts are decimal strings in the major unit of {@code
 * currency}; times are milliseconds since 1970. A field that says again what others say must agree with them.
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
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(512 + 96 * alert.evidence().size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (alert.form() > 1) {
                json.writeNumberField(Form.FIELD, alert.form());
                json.writeStringField("application", alert.application());
            }
            json.writeStringField("id", alert.id().toString());
            json.writeStringField("episode", alert.id().episode());
            json.writeNumberField("step", alert.id().step());
            json.writeStringField("typology", alert.typology().code());
            json.writeStringField("source", alert.source().toString());
            json.writeStringField("target", alert.target().toString());
            json.writeStringField("currency", alert.total().currency().getCurrencyCode());
            json.writeStringField("total", alert.total().toString());
            json.writeStringField("threshold", alert.threshold().toString());
            json.writeNumberField("windowMillis", alert.window().toMillis());
            json.writeNumberField("openedAt", alert.openedAt().toEpochMilli());
            json.writeNumberField("at", alert.at().toEpochMilli());
            if (alert.shortenedTo() != null) {
                json.writeNumberField("shortenedTo", alert.shortenedTo().toEpochMilli());
            }
            json.writeNumberField("payments", alert.payments());
            json.writeNumberField("omitted", alert.omitted());
            json.writeArrayFieldStart("evidence");
            for (Evidence evidence : alert.evidence()) {
                write(evidence, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Evidence evidence, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", evidence.coordinates().topic());
        json.writeNumberField("partition", evidence.coordinates().partition());
        json.writeNumberField("offset", evidence.coordinates().offset());
        json.writeNumberField("time", evidence.time().toEpochMilli());
        json.writeStringField("amount", evidence.amount().toString());
        json.writeEndObject();
    }

    /** @throws IllegalArgumentException if the bytes are not an alert */
    public static Alert read(byte[] bytes) {
        try {
            return READER.<Fields>readValue(bytes).alert();
        } catch (IOException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException("not an alert: " + e.getMessage(), e);
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
            String threshold,
            Long windowMillis,
            Long openedAt,
            Long at,
            @Nullable Long shortenedTo,
            Integer payments,
            @Nullable Integer omitted,
            List<EvidenceFields> evidence) {
        Alert alert() {
            int number = Form.of(form, Alert.FORM, "an alert");
            AlertId name = AlertId.parse(id);
            agree("episode", episode, name.episode());
            agree("step", step, name.step());
            agree("omitted", omitted, payments - evidence.size());
            Currency unit = Currency.getInstance(currency);
            return new Alert(
                    number,
                    application(number),
                    name,
                    Typology.valueOf(typology.toUpperCase(Locale.ROOT)),
                    AccountId.of(source),
                    AccountId.of(target),
                    Money.parse(total, unit),
                    Money.parse(threshold, unit),
                    Duration.ofMillis(windowMillis),
                    Instant.ofEpochMilli(openedAt),
                    Instant.ofEpochMilli(at),
                    payments,
                    evidence.stream().map(each -> each.evidence(unit)).toList(),
                    shortenedTo == null ? null : Instant.ofEpochMilli(shortenedTo));
        }

        private String application(int number) {
            if ((application == null) != (number == 1)) {
                throw new IllegalArgumentException("form " + number + " of an alert has "
                        + (application == null ? "the field" : "no field") + " application");
            }
            return application == null ? Application.DEFAULT : Application.checked(application);
        }

        private static void agree(String name, @Nullable Object said, Object meant) {
            if (said != null && !said.equals(meant)) {
                throw new IllegalArgumentException("its field " + name + " does not agree with the others");
            }
        }
    }

    /** The fields of a payment as they are written. */
    private record EvidenceFields(String topic, Integer partition, Long offset, Long time, String amount) {
        Evidence evidence(Currency unit) {
            return new Evidence(
                    new Coordinates(topic, partition, offset), Instant.ofEpochMilli(time), Money.parse(amount, unit));
        }
    }
}
