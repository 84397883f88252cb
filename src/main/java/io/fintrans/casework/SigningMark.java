package io.fintrans.casework;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A mark between the events: behind it only signed ones count. The first console that signs writes one when it starts, so that
 * nobody can add an event as a console of before would have written it.
 */
public record SigningMark(ConsoleSignature signature) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FORM = 2;
    private static final String NAME = "signed-from-here";

    /** What is signed. */
    public static byte[] signedBytes(String cluster) {
        return ("fintrans-case-mark-2 " + cluster).getBytes(US_ASCII);
    }

    /** As JSON; there is exactly one way to write it. */
    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(Form.FIELD, FORM);
            json.writeStringField("mark", NAME);
            json.writeStringField("cluster", signature.cluster());
            json.writeStringField("key", signature.key());
            json.writeStringField("signature", signature.value());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not a mark as {@link #write} writes it; the signature is not checked here */
    public static SigningMark read(byte[] bytes) {
        SigningMark mark;
        try {
            JsonFields json = JsonFields.of(bytes);
            mark = new SigningMark(
                    new ConsoleSignature(json.text("cluster"), json.text("key"), json.text("signature")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a mark: " + e.getMessage(), e);
        }
        if (!Arrays.equals(mark.write(), bytes)) {
            throw new IllegalArgumentException("a mark, but not written as fintrans writes it");
        }
        return mark;
    }
}
