package io.fintrans.casework;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an operator found an episode to be: the answer that a case exists to give. */
public enum Disposition {
    FALSE_POSITIVE,
    CONFIRMED,
    INCONCLUSIVE,
    ESCALATED;

    /** Whether it counts only when another person has approved it: those are the ones that have consequences for customers. */
    public boolean needsSecondPerson() {
        return this == CONFIRMED || this == ESCALATED;
    }

    /** The name in JSON, for example {@code false-positive}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such code; the message lists those there are */
    public static Disposition of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A disposition is one of "
                        + Arrays.stream(values()).map(Disposition::code).collect(Collectors.joining(", "))
                        + "."));
    }
}
