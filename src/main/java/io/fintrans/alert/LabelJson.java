package io.fintrans.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Currency;

/** Labels as JSON, the values of {@code fintrans.labels}, with amounts and times as in {@link AlertJson}. */
public final class LabelJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The newest form; see {@link Form}. */
    private static final int FORM = 2;

    private LabelJson() {}

    public static byte[] write(Label label) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(Form.FIELD, FORM);
            json.writeStringField("transaction", label.transaction().toString());
            json.writeStringField("typology", label.typology().code());
            json.writeStringField("scheme", label.scheme());
            json.writeStringField("source", label.source().toString());
            json.writeStringField("target", label.target().toString());
            json.writeStringField("currency", label.amount().currency().getCurrencyCode());
            json.writeStringField("amount", label.amount().toString());
            json.writeNumberField("amountMinor", label.amount().minorUnits());
            json.writeNumberField("time", label.time().toEpochMilli());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not a label */
    public static Label read(byte[] bytes) {
        try {
            return read(MAPPER.readTree(bytes));
        } catch (IOException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException("not a label: " + e.getMessage(), e);
        }
    }

    private static Label read(JsonNode json) {
        JsonNode form = json.get(Form.FIELD);
        int read = Form.of(form == null ? null : form.asInt(), FORM, "a label");
        Money amount = Money.parse(
                json.required("amount").textValue(),
                Currency.getInstance(json.required("currency").textValue()));
        if (read > 1 && json.required("amountMinor").longValue() != amount.minorUnits()) {
            throw new IllegalArgumentException("not a label: amount and amountMinor differ");
        }
        return new Label(
                Coordinates.parse(json.required("transaction").textValue()),
                Typology.of(json.required("typology").textValue()),
                json.required("scheme").textValue(),
                AccountId.of(json.required("source").textValue()),
                AccountId.of(json.required("target").textValue()),
                amount,
                Instant.ofEpochMilli(json.required("time").longValue()));
    }
}
