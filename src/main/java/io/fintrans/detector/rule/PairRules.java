package io.fintrans.detector.rule;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.Horizon;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules about pairs that a rulebook names, in all their versions, and how long payments are held for them. */
public final class PairRules {
    private final List<PairRule> all;
    private final Horizon horizon;
    private final Map<String, Track> tracks;
    private final Map<RuleId, Mode> modes = new HashMap<>();

    private PairRules(List<PairRule> all, Horizon horizon, Map<String, Track> tracks) {
        this.all = all;
        this.horizon = horizon;
        this.tracks = tracks;
    }

    /**
     * Those of a rulebook about pairs; others are not the detector's.
     *
     * @param latenessMillis how late a payment may come and still have its own window looked at
     */
    public static PairRules of(Rulebook all, long latenessMillis) {
        Rulebook rulebook = all.of(Scope.PAIR);
        Horizon horizon = new Horizon(rulebook, latenessMillis);
        List<PairRule> found = rulebook.specs().stream()
                .filter(spec -> spec.mode().finds())
                .map(spec -> of(Validity.of(spec, rulebook, horizon)))
                .toList();
        PairRules rules = new PairRules(found, horizon, tracks(found));
        rulebook.specs().forEach(spec -> rules.modes.put(spec.id(), spec.mode()));
        return rules;
    }

    private static Map<String, Track> tracks(List<PairRule> all) {
        Map<String, List<PairRule>> versions = all.stream()
                .collect(Collectors.groupingBy(rule -> rule.validity().track()));
        Map<String, Track> tracks = new HashMap<>();
        versions.forEach((name, each) -> tracks.put(name, new Track(name, each)));
        return tracks;
    }

    private static PairRule of(Validity validity) {
        RuleSpec spec = validity.spec();
        return switch (spec.typology()) {
            case PAIR_TOTAL -> new PairTotalRule(validity);
            case STRUCTURING -> new StructuringRule(validity);
            case LARGE_FIRST -> new LargeFirstRule(validity);
            case FAN_IN,
                    FAN_OUT,
                    GATHER_SCATTER,
                    SCATTER_GATHER,
                    CYCLE,
                    CHAIN,
                    BIPARTITE,
                    STACK,
                    MULE,
                    ACCOUNT_STRUCTURING,
                    SUDDEN_HUB,
                    DORMANT -> throw new IllegalArgumentException("no rule about pairs: " + spec.id());
        };
    }

    /** Those that still judge windows that end at some time or later. */
    public PairRules from(long end) {
        List<PairRule> left =
                all.stream().filter(rule -> rule.validity().until() > end).toList();
        if (left.size() == all.size()) {
            return this;
        }
        PairRules rules = new PairRules(left, horizon, tracks);
        rules.modes.putAll(modes);
        return rules;
    }

    /** All versions. */
    public List<PairRule> all() {
        return all;
    }

    /** How long payments are held. */
    public Horizon horizon() {
        return horizon;
    }

    /** The versions that a version shares its episodes with. */
    public Track track(PairRule rule) {
        return Objects.requireNonNull(tracks.get(rule.validity().track()));
    }

    /** A version by its name and number; null if it judges nothing any more. */
    public @Nullable PairRule find(RuleId id) {
        for (PairRule rule : all) {
            if (rule.spec().id().equals(id)) {
                return rule;
            }
        }
        return null;
    }

    /** Whether what a version finds is for the shadow. */
    public boolean isShadow(RuleId id) {
        return modes.get(id) == Mode.SHADOW;
    }
}
