package io.fintrans.casework;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON, the values of {@code fintrans.cases}; times are milliseconds since 1970. An event has exactly one way to
 * be written, and only that is read: so nothing can be changed in a record that its hash does not cover.
 */
public final class CaseEventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The newest form; see {@link Form}. */
    private static final int FORM = 2;

    private CaseEventJson() {}

    public static byte[] write(CaseEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (event.form() > 1) {
                json.writeNumberField(Form.FIELD, event.form());
            }
            json.writeNumberField("sequence", event.sequence());
            json.writeStringField("episode", event.episode());
            json.writeStringField("source", event.source().toString());
            json.writeStringField("target", event.target().toString());
            json.writeNumberField("version", event.version());
            json.writeNumberField("step", event.step());
            json.writeStringField("request", event.request());
            json.writeStringField("actor", event.actor());
            json.writeNumberField("at", event.at().toEpochMilli());
            json.writeStringField("action", event.action().code());
            write(event.action(), event.form(), json);
            json.writeStringField("previous", event.previous());
            write(event.signature(), event.hash(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(@Nullable ConsoleSignature signature, String hash, JsonGenerator json)
            throws IOException {
        if (signature != null) {
            json.writeStringField("cluster", signature.cluster());
            json.writeStringField("key", signature.key());
        }
        json.writeStringField("hash", hash);
        if (signature != null) {
            json.writeStringField("signature", signature.value());
        }
    }

    private static void write(CaseAction action, int form, JsonGenerator json) throws IOException {
        if (action instanceof CaseAction.Assign assign) {
            json.writeStringField("assignee", assign.assignee());
        } else if (action instanceof CaseAction.Comment comment) {
            json.writeStringField("text", comment.text());
        } else if (action instanceof CaseAction.Decide decide) {
            json.writeStringField("disposition", decide.disposition().code());
            json.writeStringField("reason", decide.reason());
        } else if (action instanceof CaseAction.Approve approve) {
            json.writeStringField("reason", approve.reason());
        } else if (action instanceof CaseAction.Decline decline) {
            json.writeStringField("reason", decline.reason());
        } else if (action instanceof CaseAction.Mute mute) {
            json.writeNumberField("until", mute.until().toEpochMilli());
            json.writeStringField("reason", mute.reason());
            if (form > 1) {
                write(mute.endsAbove(), json);
            }
        } else if (action instanceof CaseAction.Unmute unmute) {
            json.writeStringField("reason", unmute.reason());
        } else if (action instanceof CaseAction.ApproveMute approve) {
            json.writeStringField("reason", approve.reason());
        }
    }

    private static void write(@Nullable Money endsAbove, JsonGenerator json) throws IOException {
        json.writeStringField("endsAbove", endsAbove == null ? null : endsAbove.toString());
        json.writeStringField(
                "currency", endsAbove == null ? null : endsAbove.currency().getCurrencyCode());
    }

    /** @throws IllegalArgumentException if the bytes are not an event as {@link #write} writes it; the hash is not checked here */
    public static CaseEvent read(byte[] bytes) {
        CaseEvent event;
        try {
            event = event(MAPPER.readTree(bytes));
        } catch (IOException | NullPointerException e) {
            throw new IllegalArgumentException("not the event of a case: " + e.getMessage(), e);
        }
        if (!Arrays.equals(write(event), bytes)) {
            throw new IllegalArgumentException("the event of a case, but not written as fintrans writes it");
        }
        return event;
    }

    private static CaseEvent event(JsonNode json) {
        JsonNode number = json.get(Form.FIELD);
        int form = Form.of(number == null ? null : number.asInt(), FORM, "an event of a case");
        return new CaseEvent(
                json.required("sequence").longValue(),
                text(json, "episode"),
                AccountId.of(text(json, "source")),
                AccountId.of(text(json, "target")),
                json.required("version").longValue(),
                json.required("step").longValue(),
                text(json, "request"),
                text(json, "actor"),
                time(json, "at"),
                action(json, form),
                text(json, "previous"),
                text(json, "hash"),
                form == 1 ? null : signature(json));
    }

    private static ConsoleSignature signature(JsonNode json) {
        return new ConsoleSignature(text(json, "cluster"), text(json, "key"), text(json, "signature"));
    }

    private static CaseAction action(JsonNode json, int form) {
        return switch (text(json, "action")) {
            case "assign" -> new CaseAction.Assign(json.required("assignee").textValue());
            case "comment" -> new CaseAction.Comment(text(json, "text"));
            case "decide" -> new CaseAction.Decide(Disposition.of(text(json, "disposition")), text(json, "reason"));
            case "approve" -> new CaseAction.Approve(text(json, "reason"));
            case "decline" -> new CaseAction.Decline(text(json, "reason"));
            case "mute" ->
                new CaseAction.Mute(time(json, "until"), text(json, "reason"), form == 1 ? null : endsAbove(json));
            case "unmute" -> new CaseAction.Unmute(text(json, "reason"));
            case "approve-mute" -> new CaseAction.ApproveMute(text(json, "reason"));
            default -> throw new IllegalArgumentException("no such action");
        };
    }

    private static @Nullable Money endsAbove(JsonNode json) {
        String decimal = json.required("endsAbove").textValue();
        try {
            return decimal == null ? null : Money.parse(decimal, Currency.getInstance(text(json, "currency")));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("not an amount", e);
        }
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).textValue();
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.ofEpochMilli(json.required(field).longValue());
    }
}
