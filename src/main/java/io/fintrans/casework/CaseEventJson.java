package io.fintrans.casework;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.transaction.JsonFields;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON, the values of {@code fintrans.cases}; times are milliseconds since 1970. An event has exactly one way to
 * be written, and only that is read: so nothing can be changed in a record that its hash does not cover.
 */
public final class CaseEventJson {
    private static final JsonFactory JSON = new JsonFactory();

    /** The newest form; see {@link Form}. */
    private static final int FORM = 4;

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
            write(event.subject(), json);
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

    /** Forms 1 and 2 know no other subject than a pair. */
    private static void write(Subject subject, JsonGenerator json) throws IOException {
        if (subject instanceof Subject.Pair pair) {
            json.writeStringField("source", pair.source().toString());
            json.writeStringField("target", pair.target().toString());
        } else {
            json.writeStringField("subject", subject.key());
        }
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
        MuteScope scope = action.scope();
        if (scope != null) {
            json.writeStringField("account", scope.account().toString());
            json.writeStringField(
                    "typology", scope.typology() == null ? null : scope.typology().code());
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
            event = event(JsonFields.of(bytes));
        } catch (NewerFormException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("not the event of a case: " + e.getMessage(), e);
        }
        if (!Arrays.equals(write(event), bytes)) {
            throw new IllegalArgumentException("the event of a case, but not written as fintrans writes it");
        }
        return event;
    }

    private static CaseEvent event(JsonFields json) {
        int form = json.form(FORM, "an event of a case");
        return new CaseEvent(
                json.number("sequence"),
                json.text("episode"),
                form < 3 ? Subject.pair(json.text("source"), json.text("target")) : Subject.parse(json.text("subject")),
                json.number("version"),
                json.number("step"),
                json.text("request"),
                json.text("actor"),
                json.time("at"),
                action(json, form),
                json.text("previous"),
                json.text("hash"),
                form == 1 ? null : signature(json));
    }

    private static ConsoleSignature signature(JsonFields json) {
        return new ConsoleSignature(json.text("cluster"), json.text("key"), json.text("signature"));
    }

    private static CaseAction action(JsonFields json, int form) {
        return switch (json.text("action")) {
            case "assign" -> new CaseAction.Assign(json.textOrNull("assignee"));
            case "comment" -> new CaseAction.Comment(json.text("text"));
            case "decide" -> new CaseAction.Decide(Disposition.of(json.text("disposition")), json.text("reason"));
            case "approve" -> new CaseAction.Approve(json.text("reason"));
            case "decline" -> new CaseAction.Decline(json.text("reason"));
            case "mute" ->
                new CaseAction.Mute(
                        json.time("until"), json.text("reason"), form == 1 ? null : endsAbove(json), scope(json, form));
            case "unmute" -> new CaseAction.Unmute(json.text("reason"), scope(json, form));
            case "approve-mute" -> new CaseAction.ApproveMute(json.text("reason"), scope(json, form));
            default -> throw new IllegalArgumentException("there is no action " + json.text("action"));
        };
    }

    private static @Nullable MuteScope scope(JsonFields json, int form) {
        if (form < 4) {
            return null;
        }
        String typology = json.textOrNull("typology");
        return new MuteScope(AccountId.of(json.text("account")), typology == null ? null : Typology.of(typology));
    }

    private static @Nullable Money endsAbove(JsonFields json) {
        String decimal = json.textOrNull("endsAbove");
        return decimal == null ? null : Money.parse(decimal, json.currency("currency"));
    }
}
