package io.fintrans.rule;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.account.AccountClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule, as data.
 *
 * @param typology what it looks for; this says which parameters it has
 * @param from the event time from which on it is in force; {@link Instant#EPOCH} for always
 * @param window how far back it looks from a payment; from a millisecond to 366 days
 * @param parameters by name; see {@link PairTotal}, {@link Structuring} and the other records here. Those of the network that are missing have
 *     their defaults, see {@link NetworkDefaults}
 */
public record RuleSpec(
        RuleId id, Typology typology, Mode mode, Instant from, Duration window, Map<String, String> parameters) {
    private static final Duration LONGEST = Duration.ofDays(366);
    /** The graph of payments tells times by 32 bits. */
    private static final Duration LONGEST_OF_NETWORK = Duration.ofDays(23);

    /** @throws IllegalArgumentException if the window is none, or a parameter is missing, wrong or unknown; with a sentence */
    public RuleSpec {
        parameters = NetworkDefaults.whole(typology, parameters);
        if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "window must be from 1 ms to 366 days but was " + window + ", in the rule " + id.name());
        }
        if (from.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("from must not be before 1970 but was " + from);
        }
        variants(typology, parameters).forEach(each -> {
            Objects.requireNonNull(read(typology, each));
            if (typology.scope() == Scope.NETWORK) {
                Objects.requireNonNull(SeverityLimits.of(typology.code(), each));
            }
        });
        if (typology.scope() == Scope.NETWORK
                && reach(typology, window, parameters).compareTo(LONGEST_OF_NETWORK) > 0) {
            throw new IllegalArgumentException("a rule of the network looks back 23 days at most, but " + id.name()
                    + " looks back " + reach(typology, window, parameters));
        }
    }

    /** How far back it looks from a payment: of a chain, that many windows as there are steps between its payments. */
    public Duration reach() {
        return reach(typology, window, parameters);
    }

    private static Duration reach(Typology typology, Duration window, Map<String, String> parameters) {
        return typology == Typology.CHAIN
                ? variants(typology, parameters)
                        .map(each -> window.multipliedBy(Chain.of(each).payments() - 1L))
                        .reduce(window, (one, other) -> one.compareTo(other) < 0 ? other : one)
                : window;
    }

    /** The parameters for accounts without a class, and for those of each class that has its own. */
    private static Stream<Map<String, String>> variants(Typology typology, Map<String, String> parameters) {
        return typology.scope() == Scope.NETWORK
                ? Stream.concat(
                        Stream.of(ClassParameters.of(parameters, null)),
                        ClassParameters.classes(parameters).stream().map(each -> ClassParameters.of(parameters, each)))
                : Stream.of(parameters);
    }

    /** The classes of accounts that have parameters of their own; see {@link ClassParameters}. */
    public List<AccountClass> classes() {
        return typology.scope() == Scope.NETWORK ? ClassParameters.classes(parameters) : List.of();
    }

    /**
     * What it is for accounts of a class: without parameters of any class.
     *
     * @param of null for accounts that have none
     */
    public RuleSpec forClass(@Nullable AccountClass of) {
        return classes().isEmpty() ? this : with(window, ClassParameters.of(parameters, of));
    }

    /** It gives something back so that the compiler asks for every typology. */
    private static Record read(Typology typology, Map<String, String> parameters) {
        return switch (typology) {
            case PAIR_TOTAL -> PairTotal.of(parameters);
            case STRUCTURING -> Structuring.of(parameters);
            case LARGE_FIRST -> LargeFirst.of(parameters);
            case FAN_IN, FAN_OUT -> Fan.of(typology, parameters);
            case GATHER_SCATTER -> GatherScatter.of(parameters);
            case SCATTER_GATHER -> ScatterGather.of(parameters);
            case CYCLE -> Cycle.of(parameters);
            case CHAIN -> Chain.of(parameters);
            case BIPARTITE -> Bipartite.of(parameters);
            case STACK -> Stack.of(parameters);
            case MULE -> Mule.of(parameters);
            case ACCOUNT_STRUCTURING -> Structuring.of(typology, parameters);
            case SUDDEN_HUB -> SuddenHub.of(parameters);
            case DORMANT -> Dormant.of(parameters);
        };
    }

    /** The same with another window and other parameters. */
    public RuleSpec with(Duration otherWindow, Map<String, String> otherParameters) {
        return new RuleSpec(id, typology, mode, from, otherWindow, otherParameters);
    }

    /** Whether another version is in force instead of this one from its {@code from} on. */
    boolean isEndedBy(RuleSpec later) {
        if (!later.id().name().equals(id.name()) || later.id().version() <= id.version()) {
            return false;
        }
        return switch (later.mode()) {
            case OFF -> true;
            case SHADOW_OFF, SHADOW -> mode == Mode.SHADOW;
            case LIVE -> mode == Mode.LIVE || (mode == Mode.SHADOW && judgesAs(later));
        };
    }

    /** Whether another version finds the same. */
    public boolean judgesAs(RuleSpec other) {
        return typology == other.typology && window.equals(other.window) && parameters.equals(other.parameters);
    }

    /** All that decides what it finds, in one text that no other such version shares. */
    public String text() {
        StringBuilder text = new StringBuilder(id.name() + " " + id.version() + " " + typology.code() + " "
                + mode.code() + " from " + from.toEpochMilli() + " window " + window.toMillis());
        // With its length before each, so that no text can be read in two ways.
        new TreeMap<>(parameters)
                .forEach((name, value) -> text.append(' ')
                        .append(name.length())
                        .append(':')
                        .append(name)
                        .append(value.length())
                        .append(':')
                        .append(value));
        return text.toString();
    }
}
