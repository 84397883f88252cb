package io.fintrans.casework;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.alert.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a case: a link in the chain of all that was ever done to any.
 *
 * @param sequence from 1, over all cases
 * @param subject whom the case is about
 * @param version of the case after this, from 1
 * @param step of the newest alert that the actor had seen
 * @param at in milliseconds; by the clock of the console that wrote it
 * @param previous the hash of the event before; {@link #NO_HASH} for the first
 * @param hash SHA-256 over everything else here but the signature's value, 64 lowercase hexadecimal digits
 * @param signature of the console that wrote it; null in form 1, which has none
 */
public record CaseEvent(
        long sequence,
        String episode,
        Subject subject,
        long version,
        long step,
        String request,
        String actor,
        Instant at,
        CaseAction action,
        String previous,
        String hash,
        @Nullable ConsoleSignature signature) {
    /** What stands in the place of a hash before there is one. */
    public static final String NO_HASH = "0".repeat(64);

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** An event of form 1. */
    public CaseEvent(
            long sequence,
            String episode,
            Subject subject,
            long version,
            long step,
            String request,
            String actor,
            Instant at,
            CaseAction action,
            String previous,
            String hash) {
        this(sequence, episode, subject, version, step, request, actor, at, action, previous, hash, null);
    }

    /** @throws IllegalArgumentException if a value is none that an event can have */
    public CaseEvent {
        CaseText.id("An episode", episode);
        CaseText.id("A request", request);
        CaseText.person("The actor", actor);
        if (sequence < 1 || version < 1 || step < 0) {
            throw new IllegalArgumentException("Sequence and version are numbers from 1, step from 0.");
        }
        if (!HASH.matcher(previous).matches() || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("A hash is 64 digits of 0-9 a-f.");
        }
        if (signature == null && !(subject instanceof Subject.Pair)) {
            throw new IllegalArgumentException("An event without a signature is about a pair of accounts.");
        }
        if (action.form() > (signature == null ? 1 : 2)) {
            throw new IllegalArgumentException("An event without a signature has no such action.");
        }
        MuteScope scope = action.scope();
        if (scope != null && !(subject instanceof Subject.Accounts && subject.has(scope.account()))) {
            throw new IllegalArgumentException("Only one of the accounts of a set is muted by itself.");
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** How it is written and hashed: 1 without a signature, 2 with one, 3 if it is about anything but a pair of accounts, too, 4 if it mutes one of several. */
    public int form() {
        if (!(subject instanceof Subject.Pair)) {
            return action.scope() == null ? 3 : 4;
        }
        return signature == null ? 1 : 2;
    }

    /** The same with the hash that belongs to it. */
    public CaseEvent sealed() {
        return with(CaseDigest.of(this), signature);
    }

    /** The same with a signature, or the place for one; the hash is then to be made anew. */
    public CaseEvent signed(ConsoleSignature newSignature) {
        return with(hash, newSignature);
    }

    /** What the signature is over. */
    public byte[] signedBytes() {
        return ("fintrans-case-event-2 " + hash).getBytes(US_ASCII);
    }

    private CaseEvent with(String newHash, @Nullable ConsoleSignature newSignature) {
        return new CaseEvent(
                sequence, episode, subject, version, step, request, actor, at, action, previous, newHash, newSignature);
    }

    /** Whether the hash is the one that belongs to the rest. */
    public boolean isIntact() {
        return hash.equals(CaseDigest.of(this));
    }

    /** Whether this is what came of that command, and not of another one with the same request. */
    public boolean answers(CaseCommand command) {
        return request.equals(command.request())
                && episode.equals(command.episode())
                && actor.equals(command.actor())
                && action.isSameWish(command.action());
    }

    /** The command that leads to this event, given by someone who had seen everything. */
    CaseCommand command() {
        return new CaseCommand(episode, subject, version - 1, step, request, actor, action);
    }
}
