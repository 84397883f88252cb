package io.fintrans.casework;

import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What was done to a case: a link in the chain of all that was ever done to any.
 *
 * @param sequence from 1, over all cases
 * @param version of the case after this, from 1
 * @param step of the newest alert that the actor had seen
 * @param at in milliseconds; by the clock of the console that wrote it
 * @param previous the hash of the event before; {@link #NO_HASH} for the first
 * @param hash SHA-256 over everything else here, 64 lowercase hexadecimal digits
 */
public record CaseEvent(
        long sequence,
        String episode,
        AccountId source,
        AccountId target,
        long version,
        long step,
        String request,
        String actor,
        Instant at,
        CaseAction action,
        String previous,
        String hash) {
    /** What stands in the place of a hash before there is one. */
    public static final String NO_HASH = "0".repeat(64);

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

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
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same with the hash that belongs to it. */
    public CaseEvent sealed() {
        return new CaseEvent(
                sequence,
                episode,
                source,
                target,
                version,
                step,
                request,
                actor,
                at,
                action,
                previous,
                CaseDigest.of(this));
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
                && action.equals(command.action());
    }

    /** The command that leads to this event, given by someone who had seen everything. */
    CaseCommand command() {
        return new CaseCommand(episode, source, target, version - 1, step, request, actor, action);
    }
}
