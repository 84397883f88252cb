package io.fintrans.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.fintrans.alert.Alert;
import io.fintrans.alert.Measure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A finding as one line of JSON, with all its evidence; docs/rules.md has the fields. */
public final class FindingJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private FindingJson() {}

    public static String write(Finding finding) {
        Alert alert = finding.alert();
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("id", alert.id().episode());
            json.writeStringField("typology", alert.typology().code());
            json.writeStringField("rule", alert.rule().name());
            json.writeNumberField("version", alert.rule().version());
            json.writeStringField("severity", alert.severity().code());
            json.writeStringField("state", alert.state().name());
            json.writeNumberField("time", alert.at().toEpochMilli());
            json.writeNumberField("asOf", alert.asOf().toEpochMilli());
            json.writeNumberField("openedAt", alert.openedAt().toEpochMilli());
            json.writeStringField("subject", alert.subject().key());
            json.writeNumberField("step", alert.id().step());
            json.writeArrayFieldStart("measures");
            for (Measure measure : alert.measures()) {
                json.writeStartObject();
                json.writeStringField("name", measure.name());
                json.writeNumberField("value", measure.value());
                json.writeNumberField("limit", measure.limit());
                json.writeStringField("unit", measure.unit().code());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("evidence");
            for (String id : finding.evidence()) {
                json.writeString(id);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }
}
