package io.fintrans.transaction;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Objects;

/**
 * Reads JSON that other programs may have written too: fields that are unknown are left out, but a number is no text, a text is no number, and nothing
 * is rounded. It makes no tree of nodes, since a program that starts may have a hundred thousand records to read.
 */
public final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, Fail)
                            .setCoercion(CoercionInputShape.Float, Fail)
                            .setCoercion(CoercionInputShape.Boolean, Fail))
            .build();

    private StrictJson() {}

    /** What was wrong with what was read, in words for whoever has not written the reader. */
    public static String why(Exception failure) {
        if (failure instanceof NullPointerException) {
            return "a field is missing";
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
            return "its JSON is broken, or a value is of another type than it must be" + place + field;
        }
        return String.valueOf(failure.getMessage());
    }

    /** @param fields a record with the names and types of the fields; those that are missing are null */
    public static ObjectReader reader(Class<? extends Record> fields) {
        return MAPPER.readerFor(fields);
    }
}
