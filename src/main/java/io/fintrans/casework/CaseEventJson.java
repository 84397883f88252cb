package io.fintrans.casework;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Events as JSON, the values of {@code fintrans.cases}; times are milliseconds since 1970. An event has exactly one way to
 * be written, and only that is read: so nothing can be changed in a record that its hash does not cover.
 */
public final class CaseEventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The newest form; see {@link Form}. */
    private static final int FORM = 1;

    private CaseEventJson() {}

    public static byte[] write(CaseEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
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
            write(event.action(), json);
            json.writeStringField("previous", event.previous());
            json.writeStringField("hash", event.hash());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(CaseAction action, JsonGenerator json) throws IOException {
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
        } else if (action instanceof CaseAction.Unmute unmute) {
            json.writeStringField("reason", unmute.reason());
        }
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
        JsonNode form = json.get(Form.FIELD);
        Form.of(form == null ? null : form.asInt(), FORM, "an event of a case");
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
                action(json),
                text(json, "previous"),
                text(json, "hash"));
    }

    private static CaseAction action(JsonNode json) {
        return switch (text(json, "action")) {
            case "assign" -> new CaseAction.Assign(json.required("assignee").textValue());
            case "comment" -> new CaseAction.Comment(text(json, "text"));
            case "decide" -> new CaseAction.Decide(Disposition.of(text(json, "disposition")), text(json, "reason"));
            case "approve" -> new CaseAction.Approve(text(json, "reason"));
            case "decline" -> new CaseAction.Decline(text(json, "reason"));
            case "mute" -> new CaseAction.Mute(time(json, "until"), text(json, "reason"));
            case "unmute" -> new CaseAction.Unmute(text(json, "reason"));
            default -> throw new IllegalArgumentException("no such action");
        };
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).textValue();
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.ofEpochMilli(json.required(field).longValue());
    }
}
