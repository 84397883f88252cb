package io.fintrans.rule;

import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the rules of the network are where nothing is said: each parameter and each window has a default. */
public final class NetworkDefaults {
    private static final String FLOOR = "100";
    /** Where it is the shape that tells, small amounts do, too. */
    private static final String FLOOR_OF_SHAPES = "20";
    /** Units of history after which it is known who is new to whom. */
    private static final int SUFFICIENT = 14;
    /** In milliseconds. */
    private static final int HALF_A_DAY = 43_200_000;
    /** In hours. What goes over several accounts takes days, and sometimes two weeks. */
    private static final int FORTNIGHT = 14 * 24;

    private record Whole(Duration window, Map<String, String> parameters) {
        Whole(int hours, Map<String, String> parameters) {
            this(Duration.ofHours(hours), parameters);
        }
    }

    private NetworkDefaults() {}

    private static Whole of(Typology typology) {
        return switch (typology) {
            case FAN_IN -> new Whole(96, fan("3"));
            case FAN_OUT -> new Whole(72, fan("4"));
            case GATHER_SCATTER ->
                new Whole(168, handsOn("700", "1200", Map.of("accounts", "3", "norm", "1", "total", "2000")));
            case SCATTER_GATHER -> new Whole(FORTNIGHT, ofShape("700", "1000", Map.of("accounts", "2")));
            case CYCLE -> new Whole(FORTNIGHT, ofShape("800", "1200", Map.of("shortest", "3", "longest", "10")));
            case CHAIN -> new Whole(48, ofShape("880", "1200", Map.of("payments", "4")));
            case BIPARTITE ->
                new Whole(FORTNIGHT, Map.of("sources", "2", "targets", "2", "payments", "6", "floor", FLOOR_OF_SHAPES));
            case STACK -> new Whole(FORTNIGHT, Map.of("accounts", "2", "floor", FLOOR_OF_SHAPES));
            case MULE -> new Whole(120, handsOn("800", "1200", Map.of("in", "2", "out", "2", "total", "3000")));
            case ACCOUNT_STRUCTURING -> new Whole(24, Map.of("limits", "10000", "near", "800", "payments", "3"));
            case SUDDEN_HUB -> new Whole(24, Map.of());
            case DORMANT -> new Whole(24, Map.of("amount", "3000", "quiet", "30", "known", "60"));
            // A test makes a rule of each of the network.
            default ->
                throw new IllegalArgumentException("a rule of the typology " + typology.code() + " has no defaults");
        };
    }

    /** What makes a finding one of medium severity, by {@link SeverityLimits}. */
    private static Map<String, String> severity(Typology typology) {
        return switch (typology) {
            case CYCLE -> SeverityLimits.parameters(50, 0, 0);
            case SCATTER_GATHER, STACK -> SeverityLimits.parameters(200, 0, 0);
            case BIPARTITE, CHAIN -> SeverityLimits.parameters(300, 0, 0);
            case GATHER_SCATTER -> SeverityLimits.parameters(500, SUFFICIENT, 0);
            case FAN_IN -> SeverityLimits.parameters(400, SUFFICIENT, HALF_A_DAY);
            // Context for other findings.
            default -> SeverityLimits.parameters(SeverityLimits.NEVER, SUFFICIENT, 0);
        };
    }

    private static Map<String, String> fan(String norm) {
        return Map.of("accounts", "5", "norm", norm, "total", "2000", "floor", FLOOR);
    }

    private static Map<String, String> ofShape(String least, String most, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(handsOn(least, most, others));
        all.put("floor", FLOOR_OF_SHAPES);
        return all;
    }

    private static Map<String, String> handsOn(String least, String most, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.putAll(Map.of("least", least, "most", most, "floor", FLOOR));
        return all;
    }

    /** Whether a rule of a typology is whole by its name alone. */
    static boolean has(Typology typology) {
        return typology.scope() == Scope.NETWORK;
    }

    /** How far back such a rule looks. */
    public static Duration window(Typology typology) {
        return of(typology).window();
    }

    /** The parameters that were given, with the defaults of those that were not; just those that were given, where there are no defaults. */
    static Map<String, String> whole(Typology typology, Map<String, String> given) {
        if (!has(typology)) {
            return Map.copyOf(given);
        }
        Map<String, String> all = new HashMap<>(of(typology).parameters());
        all.putAll(severity(typology));
        all.putAll(given);
        return Map.copyOf(all);
    }

    /** One rule of each typology of the network, with its name. */
    public static List<RuleDraft> rules() {
        return Stream.of(Typology.values())
                .filter(NetworkDefaults::has)
                .map(typology -> new RuleDraft(typology.code(), typology, Mode.LIVE, window(typology), Map.of()))
                .toList();
    }
}
