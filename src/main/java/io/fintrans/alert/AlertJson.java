package io.fintrans.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * Alerts as JSON, the values of {@code fintrans.alerts}. Amounts are decimal strings in the major unit of {@code
 * currency}; times are milliseconds since 1970.
 */
public final class AlertJson {
    /** In ASCII: alerts are printed on terminals, some of which take characters beyond it for commands. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AlertJson() {}

    public static byte[] write(Alert alert) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(512 + 96 * alert.evidence().size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
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
            return read(MAPPER.readTree(bytes));
        } catch (IOException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException("not an alert: " + e.getMessage(), e);
        }
    }

    private static Alert read(JsonNode json) {
        Currency currency = Currency.getInstance(json.required("currency").textValue());
        List<Evidence> evidence = new ArrayList<>();
        for (JsonNode item : json.required("evidence")) {
            evidence.add(new Evidence(
                    new Coordinates(
                            item.required("topic").textValue(),
                            item.required("partition").intValue(),
                            item.required("offset").longValue()),
                    time(item, "time"),
                    Money.parse(item.required("amount").textValue(), currency)));
        }
        return new Alert(
                AlertId.parse(json.required("id").textValue()),
                Typology.valueOf(json.required("typology").textValue().toUpperCase(Locale.ROOT)),
                AccountId.of(json.required("source").textValue()),
                AccountId.of(json.required("target").textValue()),
                Money.parse(json.required("total").textValue(), currency),
                Money.parse(json.required("threshold").textValue(), currency),
                Duration.ofMillis(json.required("windowMillis").longValue()),
                time(json, "openedAt"),
                time(json, "at"),
                json.required("payments").intValue(),
                evidence,
                json.has("shortenedTo") ? time(json, "shortenedTo") : null);
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.ofEpochMilli(json.required(field).longValue());
    }
}
