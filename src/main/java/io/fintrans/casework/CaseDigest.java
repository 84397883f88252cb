package io.fintrans.casework;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.Subject;
import io.fintrans.transaction.Money;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an event.
 *
 * <p>It is taken over the fields in a fixed order, each text with its length before it, and not over JSON: two events that
 * differ then have different bytes whatever their texts contain, and the hash outlives changes of the JSON.
 */
final class CaseDigest {
    /** Before everything else, so that a later way to do this cannot be mistaken for this one. */
    private static final String FORM = "fintrans-case-event-";

    private static final int NO_TEXT = -1;

    private final DataOutputStream out;

    private CaseDigest(DataOutputStream out) {
        this.out = out;
    }

    /** The hash that belongs to the event, whatever {@link CaseEvent#hash} says. */
    static String of(CaseEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            new CaseDigest(out).write(event);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void write(CaseEvent event) throws IOException {
        text(FORM + event.form());
        out.writeLong(event.sequence());
        text(event.episode());
        if (event.subject() instanceof Subject.Pair pair) {
            text(pair.source().toString());
            text(pair.target().toString());
        } else {
            text(event.subject().key());
        }
        out.writeLong(event.version());
        out.writeLong(event.step());
        text(event.request());
        text(event.actor());
        out.writeLong(event.at().toEpochMilli());
        write(event.action(), event.form());
        text(event.previous());
        ConsoleSignature signature = event.signature();
        if (signature != null) {
            text(signature.cluster());
            text(signature.key());
        }
    }

    private void write(CaseAction action, int form) throws IOException {
        text(action.code());
        if (action instanceof CaseAction.Assign assign) {
            text(assign.assignee());
        } else if (action instanceof CaseAction.Comment comment) {
            text(comment.text());
        } else if (action instanceof CaseAction.Decide decide) {
            text(decide.disposition().code());
            text(decide.reason());
        } else if (action instanceof CaseAction.Approve approve) {
            text(approve.reason());
        } else if (action instanceof CaseAction.Decline decline) {
            text(decline.reason());
        } else if (action instanceof CaseAction.Mute mute) {
            out.writeLong(mute.until().toEpochMilli());
            text(mute.reason());
            if (form > 1) {
                write(mute.endsAbove());
            }
        } else if (action instanceof CaseAction.Unmute unmute) {
            text(unmute.reason());
        } else if (action instanceof CaseAction.ApproveMute approve) {
            text(approve.reason());
        } else {
            throw new IllegalStateException("not hashed: " + action.code());
        }
        MuteScope scope = action.scope();
        if (scope != null) {
            text(scope.account().toString());
            text(scope.typology() == null ? null : scope.typology().code());
        }
    }

    private void write(@Nullable Money amount) throws IOException {
        text(amount == null ? null : amount.toString());
        text(amount == null ? null : amount.currency().getCurrencyCode());
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NO_TEXT);
            return;
        }
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
