package io.fintrans.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fintrans.alert.Edge.Part;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.transaction.JsonFields;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Currency;

/** Labels as JSON, the values of {@code fintrans.labels}, with amounts and times as in {@link AlertJson}. */
public final class LabelJson {
    private static final JsonFactory JSON = new JsonFactory();

    /** The newest form; see {@link Form}. Form 2 did not tell the role, form 1 not the amount in minor units. */
    private static final int FORM = 3;

    private static final int WITHOUT_ROLE = 2;

    private LabelJson() {}

    public static byte[] write(Label label) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            Part role = label.role();
            json.writeNumberField(Form.FIELD, role == null ? WITHOUT_ROLE : FORM);
            json.writeStringField("transaction", label.transaction().toString());
            json.writeStringField("typology", label.typology().code());
            json.writeStringField("scheme", label.scheme());
            json.writeStringField("source", label.source().toString());
            json.writeStringField("target", label.target().toString());
            json.writeStringField("currency", label.amount().currency().getCurrencyCode());
            json.writeStringField("amount", label.amount().toString());
            json.writeNumberField("amountMinor", label.amount().minorUnits());
            json.writeNumberField("time", label.time().toEpochMilli());
            if (role != null) {
                json.writeStringField("role", role.code());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not a label */
    public static Label read(byte[] bytes) {
        try {
            return label(JsonFields.of(bytes));
        } catch (NewerFormException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("not a label: " + e.getMessage(), e);
        }
    }

    private static Label label(JsonFields json) {
        int form = json.form(FORM, "a label");
        String decimal = json.text("amount");
        Currency unit = json.currency("currency");
        Money amount = form == 1 ? Money.parse(decimal, unit) : Money.parseWritten(decimal, unit);
        if (form > 1 && json.number("amountMinor") != amount.minorUnits()) {
            throw new IllegalArgumentException("amount and amountMinor differ");
        }
        Label label = new Label(
                Coordinates.parse(json.text("transaction")),
                Typology.of(json.text("typology")),
                json.text("scheme"),
                AccountId.of(json.text("source")),
                AccountId.of(json.text("target")),
                amount,
                json.time("time"),
                form > WITHOUT_ROLE ? Part.of(json.text("role")) : null);
        json.nothingElse();
        return label;
    }
}
