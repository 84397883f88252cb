package io.fintrans.rule.account;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Of which class an account is, and when it was another.
 *
 * @param steps in the order of their times, each another class than the one before; before the first one it has none
 */
public record ClassHistory(List<Step> steps) {
    /** No class, at no time. */
    public static final ClassHistory NONE = new ClassHistory(List.of());

    /**
     * Since when it is of a class.
     *
     * @param from event time, in milliseconds since 1970
     * @param of null for none
     */
    public record Step(long from, @Nullable AccountClass of) {}

    public ClassHistory {
        steps = List.copyOf(steps);
    }

    /** The class at an event time, in milliseconds since 1970; null for none. */
    public @Nullable AccountClass at(long time) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).from() <= time) {
                return steps.get(i).of();
            }
        }
        return null;
    }

    /** This, and from some time on, later than all that it has, another class. */
    ClassHistory with(long from, @Nullable AccountClass of) {
        AccountClass before =
                steps.isEmpty() ? null : steps.get(steps.size() - 1).of();
        if (before == of) {
            return this;
        }
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(from, of));
        return new ClassHistory(more);
    }

    /** This, and where it has no class, what the other one says. */
    ClassHistory or(ClassHistory other) {
        if (other.steps.isEmpty()) {
            return this;
        }
        ClassHistory both = NONE;
        long[] times = LongStream.concat(
                        steps.stream().mapToLong(Step::from),
                        other.steps.stream().mapToLong(Step::from))
                .sorted()
                .distinct()
                .toArray();
        for (long time : times) {
            AccountClass mine = at(time);
            both = both.with(time, mine == null ? other.at(time) : mine);
        }
        return both;
    }
}
