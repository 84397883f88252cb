package io.fintrans.timeseries;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Currency;

/**
 * Volumes as JSON, the values of {@code fintrans.volumes}. Amounts are decimal strings in the major unit of {@code currency}; {@code bins} has
 * pairs of bin and count, see {@link Distribution}.
 */
public final class VolumeJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private VolumeJson() {}

    public static byte[] write(Volume volume) {
        Currency currency = volume.currency();
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(192 + 9 * volume.amounts().size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("city", volume.city());
            json.writeNumberField("second", volume.second());
            json.writeNumberField("partition", volume.partition());
            json.writeStringField("currency", currency.getCurrencyCode());
            json.writeNumberField("count", volume.count());
            json.writeStringField("total", new Money(volume.total(), currency).toString());
            json.writeStringField("smallest", new Money(volume.smallest(), currency).toString());
            json.writeStringField("largest", new Money(volume.largest(), currency).toString());
            json.writeNumberField("offset", volume.offset());
            json.writeArrayFieldStart("bins");
            for (int i = 0; i < volume.amounts().size(); i++) {
                json.writeStartArray();
                json.writeNumber(volume.amounts().bin(i));
                json.writeNumber(volume.amounts().count(i));
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not a volume */
    public static Volume read(byte[] bytes) {
        try {
            return read(MAPPER.readTree(bytes));
        } catch (IOException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException("not a volume: " + e.getMessage(), e);
        }
    }

    private static Volume read(JsonNode json) {
        Currency currency = Currency.getInstance(json.required("currency").asText());
        JsonNode pairs = json.required("bins");
        int[] bins = new int[pairs.size()];
        long[] counts = new long[bins.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = pairs.get(i).required(0).asInt();
            counts[i] = pairs.get(i).required(1).asLong();
        }
        return new Volume(
                json.required("city").asText(),
                json.required("second").asLong(),
                json.required("partition").asInt(),
                currency,
                json.required("count").asLong(),
                amount(json, "total", currency),
                amount(json, "smallest", currency),
                amount(json, "largest", currency),
                json.required("offset").asLong(),
                new Distribution(bins, counts));
    }

    private static long amount(JsonNode json, String field, Currency currency) {
        return Money.parse(json.required(field).asText(), currency).minorUnits();
    }
}
