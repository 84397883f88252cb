package io.fintrans.benchmark.quality;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges alerts by the payments that they name, whoever found them and however.
 *
 * <p>A pattern is found when the evidence of all alerts together holds at least half of its payments.
 */
final class Scorer {
    private static final int THOUSAND = 1000;

    private final LabelledSet set;
    private final Map<String, HiddenPattern> owners = new HashMap<>();
    private final Map<HiddenPattern, Integer> known = new HashMap<>();
    private final Map<HiddenPattern, Long> foundAt = new HashMap<>();
    private final Set<HiddenPattern> foundByOne = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Map<String, Share> rightByTypology = new TreeMap<>();
    private final Map<String, Integer> lookAlikes = new TreeMap<>();

    private Scorer(LabelledSet set) {
        this.set = set;
        for (HiddenPattern pattern : set.patterns()) {
            pattern.payments().forEach(payment -> owners.put(payment, pattern));
        }
    }

    /** @param alerts each once, with all its evidence */
    static Score score(LabelledSet set, Collection<FoundAlert> alerts) {
        Scorer scorer = new Scorer(set);
        alerts.stream().sorted(Comparator.comparingLong(FoundAlert::time)).forEach(scorer::add);
        return scorer.score();
    }

    private void add(FoundAlert alert) {
        boolean right = alert.evidence().stream().anyMatch(set::isLaundering);
        rightByTypology.merge(alert.typology(), Share.NONE.and(right), (all, one) -> all.and(right));
        if (!right) {
            alert.evidence().stream()
                    .map(set.lookAlikes()::get)
                    .filter(kind -> kind != null)
                    .distinct()
                    .forEach(kind -> lookAlikes.merge(kind, 1, Integer::sum));
        }
        Map<HiddenPattern, Integer> ofThis = new HashMap<>();
        for (String payment : alert.evidence()) {
            HiddenPattern pattern = owners.get(payment);
            if (named.add(payment) && pattern != null) {
                known.merge(pattern, 1, Integer::sum);
            }
            if (pattern != null) {
                ofThis.merge(pattern, 1, Integer::sum);
            }
        }
        ofThis.forEach((pattern, payments) -> look(pattern, payments, alert.time()));
    }

    private void look(HiddenPattern pattern, int ofOne, long time) {
        if (pattern.isFoundBy(known.getOrDefault(pattern, 0))) {
            foundAt.putIfAbsent(pattern, time);
        }
        if (pattern.isFoundBy(ofOne)) {
            foundByOne.add(pattern);
        }
    }

    private Score score() {
        Share alerts = rightByTypology.values().stream()
                .reduce(Share.NONE, (a, b) -> new Share(a.part() + b.part(), a.of() + b.of()));
        double daysOfThousand = set.days() * set.accounts() / THOUSAND;
        Delays last = new Delays();
        Delays sufficient = new Delays();
        foundAt.forEach((pattern, time) -> {
            last.add(time - pattern.lastTime());
            sufficient.add(time - pattern.sufficientTime());
        });
        return new Score(
                alerts,
                alerts.of() / daysOfThousand,
                Interval.ofCount(alerts.of()).dividedBy(daysOfThousand),
                new Share(foundAt.size(), set.hidden()),
                new Share(foundByOne.size(), set.hidden()),
                new Share(known.size(), set.hidden()),
                new Share(known.values().stream().mapToInt(Integer::intValue).sum(), owners.size()),
                new Share((int) named.stream().filter(set::isLaundering).count(), named.size()),
                byTypology(),
                bySpan(),
                rightByTypology,
                costs(),
                last,
                sufficient);
    }

    private Map<String, Share> byTypology() {
        Map<String, Share> shares = new TreeMap<>();
        for (HiddenPattern pattern : set.patterns()) {
            boolean found = foundAt.containsKey(pattern);
            shares.merge(pattern.typology(), Share.NONE.and(found), (all, one) -> all.and(found));
        }
        return shares;
    }

    private Map<String, Share> bySpan() {
        Map<String, Share> shares = new LinkedHashMap<>();
        for (SpanClass each : SpanClass.values()) {
            List<HiddenPattern> ofThis = set.patterns().stream()
                    .filter(pattern -> SpanClass.of(pattern.span()) == each)
                    .toList();
            if (!ofThis.isEmpty()) {
                int found = (int) ofThis.stream().filter(foundAt::containsKey).count();
                shares.put(each.title(), new Share(found, ofThis.size()));
            }
        }
        return shares;
    }

    /** All kinds that there are: one that costs nothing says so. */
    private Map<String, Integer> costs() {
        set.lookAlikes().values().stream().distinct().forEach(kind -> lookAlikes.putIfAbsent(kind, 0));
        return lookAlikes;
    }
}
