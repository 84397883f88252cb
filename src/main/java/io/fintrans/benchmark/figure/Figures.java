package io.fintrans.benchmark.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured, by name: one value for each round. */
public final class Figures {
    private final Map<String, List<Double>> rounds = new LinkedHashMap<>();
    private boolean agree = true;

    public void add(String name, double value) {
        rounds.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }

    /** One variant has not found what it should have found. */
    public void disagree() {
        agree = false;
    }

    /** Whether every variant found the same pairs over the threshold. */
    public boolean agree() {
        return agree;
    }

    /** The values of each round, in order. */
    public Map<String, List<Double>> rounds() {
        return Collections.unmodifiableMap(rounds);
    }

    /** Absent if it was not measured. */
    public Optional<Spread> spread(String name) {
        return Optional.ofNullable(rounds.get(name)).map(Spread::of);
    }

    /** Divides round by round, because what else the machine does changes more between rounds than within one. */
    public void addRatio(String name, String dividend, String divisor) {
        List<Double> above = rounds.getOrDefault(dividend, List.of());
        List<Double> below = rounds.getOrDefault(divisor, List.of());
        for (int round = 0; round < Math.min(above.size(), below.size()); round++) {
            add(name, above.get(round) / below.get(round));
        }
    }
}
