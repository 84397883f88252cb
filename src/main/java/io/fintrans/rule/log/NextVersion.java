package io.fintrans.rule.log;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which version a rule gets next, and from when on it can be in force. Plain Java, for whoever is about to write one; what counts in the end is
 * what {@link RuleLog} says of it.
 */
public final class NextVersion {
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);
    /**
     * So far ahead a version may be in force from, where people choose the time: what comes after a version can be in force only after it, so a
     * mistyped year would keep everybody from changing the rule.
     */
    public static final Duration FARTHEST = Duration.ofDays(31);

    /** When all that is known of by now is in force, unless something else is said. */
    private static final long IN_THE_END = Long.MAX_VALUE - 1;

    private NextVersion() {}

    /** So long after what is the earliest moment by the own clock: for what clocks differ, and for the way to the topic. */
    public static Duration margin(Duration notice) {
        Duration fifth = notice.dividedBy(5);
        return fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN;
    }

    /**
     * From when on the next version of a rule can be in force.
     *
     * @param log of an application that has rules
     * @param now by the own clock
     */
    public static Instant earliest(RuleLog log, String name, Instant now) {
        Duration notice = log.notice().orElseThrow(() -> new IllegalStateException("no rules yet"));
        Instant earliest =
                Instant.ofEpochMilli(now.plus(notice).plus(margin(notice)).toEpochMilli());
        Instant latest = latest(log.rulebook(), name);
        return earliest.isBefore(latest) ? latest : earliest;
    }

    /** When the newest version of a rule is in force, and one more could be. */
    public static Instant latest(Rulebook rulebook, String name) {
        return rulebook.newest(name).map(newest -> newest.from().plusMillis(1)).orElse(Instant.EPOCH);
    }

    /** The draft with its number. */
    public static RuleSpec of(Rulebook rulebook, RuleDraft draft, Instant from) {
        return draft.at(number(rulebook, draft.name()), from);
    }

    /** The number that the next version of a rule gets. */
    public static int number(Rulebook rulebook, String name) {
        return rulebook.newest(name).map(newest -> newest.id().version()).orElse(0) + 1;
    }

    /** The version that is in force when all have come that are written by now; none if the rule is off then. */
    public static Optional<RuleSpec> standing(Rulebook rulebook, String name, Mode mode) {
        return rulebook.inForce(name, mode, IN_THE_END);
    }

    /**
     * What somebody who changes a rule begins with: what stands in that mode, or else live, or else in the shadow, or else the newest version.
     *
     * @return nothing if there is no rule of that name
     */
    public static Optional<RuleDraft> base(Rulebook rulebook, String name, Mode mode) {
        return standing(rulebook, name, mode)
                .or(() -> standing(rulebook, name, Mode.LIVE))
                .or(() -> standing(rulebook, name, Mode.SHADOW))
                .or(() -> rulebook.newest(name))
                .map(RuleDraft::of);
    }

    /**
     * What a rule has become since somebody proposed a version of it: whoever approves that would undo it.
     *
     * @param proposal offset of the record that proposed it
     * @return the change that came last; nothing if the rule is as it was
     */
    public static Optional<RuleLog.Entry> since(RuleLog log, long proposal, String name) {
        return log.entries().stream()
                .filter(entry -> entry.offset() > proposal && entry.counts())
                .filter(entry ->
                        entry.rule() != null && entry.rule().id().name().equals(name))
                .reduce((earlier, later) -> later);
    }

    /** Whether a draft would change nothing, since what it says stands already. */
    public static boolean isThere(Rulebook rulebook, RuleDraft draft) {
        if (draft.mode() == Mode.OFF) {
            return standing(rulebook, draft.name(), Mode.LIVE).isEmpty()
                    && standing(rulebook, draft.name(), Mode.SHADOW).isEmpty();
        }
        if (draft.mode() == Mode.SHADOW_OFF) {
            return standing(rulebook, draft.name(), Mode.SHADOW).isEmpty();
        }
        boolean endsShadow = draft.mode() == Mode.LIVE
                && standing(rulebook, draft.name(), Mode.SHADOW)
                        .filter(shadow -> RuleDraft.of(shadow).in(Mode.LIVE).equals(draft))
                        .isPresent();
        return !endsShadow
                && standing(rulebook, draft.name(), draft.mode())
                        .filter(standing -> RuleDraft.of(standing).equals(draft))
                        .isPresent();
    }

    /** Whether a version would have detectors look back further than they do from some moment on. */
    public static boolean lengthens(Rulebook rulebook, RuleDraft draft, long time) {
        return draft.mode().finds()
                && draft.typology().scope() == Scope.PAIR
                && draft.window().compareTo(longestWindow(rulebook, time)) > 0;
    }

    /** How far back detectors look from some moment on: the longest window of all versions that are in force then or later. */
    public static Duration longestWindow(Rulebook rulebook, long time) {
        TreeSet<Duration> windows = new TreeSet<>();
        rulebook.of(Scope.PAIR).specs().stream()
                .filter(spec -> spec.mode().finds() && rulebook.until(spec) > time)
                .forEach(spec -> windows.add(spec.window()));
        return windows.isEmpty() ? Duration.ZERO : windows.last();
    }
}
