package io.fintrans.detector.state;

import java.util.ArrayList;
import java.util.List;

/** The rules that have episodes in a task's window, by a number that stands for each in memory and in the journal. */
final class RuleNames {
    private static final int MOST = 10_000;

    private final List<String> names = new ArrayList<>();

    /** The number of a rule, which is given one if it is new. */
    int numberOf(String name) {
        int known = names.indexOf(name);
        if (known >= 0) {
            return known;
        }
        if (names.size() == MOST) {
            throw new IllegalStateException("One task cannot have episodes of more than " + MOST + " rules.");
        }
        names.add(name);
        return names.size() - 1;
    }

    String name(int number) {
        return names.get(number);
    }

    int size() {
        return names.size();
    }
}
