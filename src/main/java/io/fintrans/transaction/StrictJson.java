package io.fintrans.transaction;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads durable records as they are written, and nothing else that could be taken for them: no field that the form does not have, none twice,
 * nothing behind the end. A number is no text, a text is no number, and nothing is rounded. So two readers never see two things in one record.
 *
 * <p>It makes no tree of nodes, since a program that starts may have a hundred thousand records to read.
 */
public final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, Fail)
                            .setCoercion(CoercionInputShape.Float, Fail)
                            .setCoercion(CoercionInputShape.Boolean, Fail))
            .build();

    private static final ObjectReader FORMS = someFields(FormOnly.class);

    /** Names that may be told to whoever reads a terminal. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private record FormOnly(@Nullable Integer form) {}

    private StrictJson() {}

    /** What was wrong with what was read, in words for whoever has not written the reader. */
    public static String why(Exception failure) {
        if (failure instanceof NullPointerException) {
            return "a field is missing";
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown.getPropertyName());
        }
        if (failure instanceof JsonProcessingException json) {
            String field = json instanceof JsonMappingException mapping
                    ? mapping.getPath().stream()
                            .map(JsonMappingException.Reference::getFieldName)
                            .filter(Objects::nonNull)
                            .map(name -> ", in the field " + name)
                            .reduce("", (outer, inner) -> inner)
                    : "";
            String place = json.getLocation() == null
                    ? ""
                    : " at line " + json.getLocation().getLineNr() + ", column "
                            + json.getLocation().getColumnNr();
            return "its JSON is broken, has a field twice or more behind its end, or a value is of another type than it must be"
                    + place + field;
        }
        return String.valueOf(failure.getMessage());
    }

    static String unknown(String field) {
        return "it has a field that its form does not have"
                + (NAME.matcher(field).matches() ? ": " + field : "");
    }

    /**
     * Looks at nothing but the form, to be asked when a record cannot be read: a newer one may have other fields.
     *
     * @param newest the newest form that is read
     * @param what the kind of record with its article
     * @throws Form.NewerFormException if the form is newer
     */
    public static void refuseNewer(byte[] json, int newest, String what) {
        FormOnly read;
        try {
            read = FORMS.readValue(json);
        } catch (IOException e) {
            return;
        }
        Integer form = read == null ? null : read.form();
        if (form != null && form > newest) {
            Form.of(form, newest, what);
        }
    }

    /**
     * The form that a record says it has, by its first field of that name; 1 if it names none, or has no fields at all.
     *
     * @param what the kind of record with its article
     * @throws IOException if the bytes are not JSON up to there
     */
    public static int form(byte[] json, String what) throws IOException {
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return 1;
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals(Form.FIELD)) {
                    return value == JsonToken.VALUE_NUMBER_INT
                            ? Form.of(parser.getIntValue(), Integer.MAX_VALUE, what)
                            : 1;
                }
                parser.skipChildren();
            }
            return 1;
        }
    }

    /** Reads some fields of a record that may have others: of a form that is not known. */
    public static ObjectReader someFields(Class<? extends Record> fields) {
        return MAPPER.readerFor(fields).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @param fields a record with the names and types of the fields; those that are missing are null */
    public static ObjectReader reader(Class<? extends Record> fields) {
        return MAPPER.readerFor(fields);
    }
}
