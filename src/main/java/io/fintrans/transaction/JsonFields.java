package io.fintrans.transaction;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object. Each is there once and of its type, or a sentence says which is not. */
public final class JsonFields {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    /** @throws IllegalArgumentException with a sentence if the bytes are not a JSON object */
    public static JsonFields of(byte[] json) {
        JsonNode object;
        try {
            object = MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(StrictJson.why(e), e);
        }
        if (object == null || !object.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return new JsonFields(object);
    }

    /**
     * The form of the record.
     *
     * @param newest the newest one that is read
     * @param what the kind of record with its article
     * @throws IllegalArgumentException with a sentence, as {@link Form#of} does
     */
    public int form(int newest, String what) {
        if (!object.has(Form.FIELD)) {
            return Form.of(null, newest, what);
        }
        long form = number(Form.FIELD);
        if (form != (int) form) {
            throw new IllegalArgumentException("there is no form " + form);
        }
        return Form.of((int) form, newest, what);
    }

    /** @throws IllegalArgumentException with a sentence if there is no such text */
    public String text(String field) {
        return text(field, there(field));
    }

    /** Null where the field says so. */
    public @Nullable String textOrNull(String field) {
        JsonNode value = there(field);
        return value.isNull() ? null : text(field, value);
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("its field " + field + " must be text but is: " + value);
        }
        return value.textValue();
    }

    /** @throws IllegalArgumentException with a sentence if there is no such whole number */
    public long number(String field) {
        JsonNode value = there(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("its field " + field + " must be a whole number but is: " + value);
        }
        return value.longValue();
    }

    /** From milliseconds since 1970. */
    public Instant time(String field) {
        return Instant.ofEpochMilli(number(field));
    }

    /** By its code of three letters. */
    public Currency currency(String field) {
        return Money.currency(text(field));
    }

    /** @throws IllegalArgumentException with a sentence if there is a field that nobody has asked for */
    public void nothingElse() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(StrictJson.unknown(name));
            }
        });
    }

    private JsonNode there(String field) {
        asked.add(field);
        JsonNode value = object.get(field);
        if (value == null) {
            throw new IllegalArgumentException("its field " + field + " is missing");
        }
        return value;
    }
}
