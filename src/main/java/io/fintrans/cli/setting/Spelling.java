package io.fintrans.cli.setting;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which of the names that there are was meant by one that there is not. */
public final class Spelling {
    private static final int SHORT_NAME = 5;

    private Spelling() {}

    /** The nearest first; those that are so many letters apart or fewer. */
    public static List<String> nearest(String word, Collection<String> names, int apart) {
        return names.stream()
                .filter(name -> distance(word, name) <= apart)
                .sorted(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** How many letters may be wrong in a name before it is another one's: one in a short name, two in others. */
    static int slips(String name) {
        return name.length() <= SHORT_NAME ? 1 : 2;
    }

    /** How many letters must be left out, put in or replaced to make one word of the other: Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
