package io.fintrans.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.account.AccountBook;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All versions of all rules of one application, in the order of their names and versions, and what is said about accounts.
 *
 * <p>A version is in force from its {@code from} on, until a later version of the same name ends it: one of the same mode, one that is
 * {@link Mode#OFF}, or, for a version in the shadow, one that is {@link Mode#SHADOW_OFF} or the live one that judges as it does. So there is at any time at most one live version of a
 * name and one in the shadow.
 *
 * @param accounts what is said about accounts; only rules of the network ask for that
 */
public record Rulebook(List<RuleSpec> specs, AccountBook accounts) {
    /** Bytes of the {@link #digest}. */
    public static final int DIGEST = 16;

    /** @throws IllegalArgumentException if a version is there twice, or is in force before the one before it */
    public Rulebook {
        specs = specs.stream()
                .sorted(Comparator.comparing((RuleSpec spec) -> spec.id().name())
                        .thenComparing(spec -> spec.id().version()))
                .toList();
        Map<String, RuleSpec> before = new HashMap<>();
        for (RuleSpec spec : specs) {
            RuleSpec last = before.put(spec.id().name(), spec);
            if (last != null && last.id().equals(spec.id())) {
                throw new IllegalArgumentException("the rule " + spec.id() + " is there twice");
            }
            if (last != null && !last.from().isBefore(spec.from())) {
                throw new IllegalArgumentException(
                        "the rule " + spec.id() + " must be in force later than its version before");
            }
            if (last != null && last.typology() != spec.typology()) {
                throw new IllegalArgumentException(
                        "the rule " + spec.id() + " must look for what its version before looked for");
            }
        }
    }

    /** Rules where nothing is said about any account. */
    public Rulebook(List<RuleSpec> specs) {
        this(specs, AccountBook.EMPTY);
    }

    /** Whatever one account sends another, over a threshold: the one rule there is where no others are given. */
    public static Rulebook ofPairTotal(Duration window, Map<String, String> parameters) {
        return new Rulebook(List.of(new RuleSpec(
                new RuleId(RuleId.PAIR_TOTAL, 1), Typology.PAIR_TOTAL, Mode.LIVE, Instant.EPOCH, window, parameters)));
    }

    /** These rules and others. */
    public Rulebook with(List<RuleSpec> others) {
        return new Rulebook(Stream.concat(specs.stream(), others.stream()).toList(), accounts);
    }

    /** These rules, with something else said about accounts. */
    public Rulebook with(AccountBook others) {
        return new Rulebook(specs, others);
    }

    /** Those of them that look for patterns of one kind. */
    public Rulebook of(Scope scope) {
        return new Rulebook(
                specs.stream().filter(spec -> spec.typology().scope() == scope).toList(), accounts);
    }

    /** The same without all versions of a rule. */
    public Rulebook without(String name) {
        return new Rulebook(
                specs.stream().filter(spec -> !spec.id().name().equals(name)).toList(), accounts);
    }

    /** The version that was named. */
    public Optional<RuleSpec> find(RuleId id) {
        return specs.stream().filter(spec -> spec.id().equals(id)).findFirst();
    }

    /** Until when a version is in force, in milliseconds since 1970; {@link Long#MAX_VALUE} for ever. */
    public long until(RuleSpec of) {
        return specs.stream()
                .filter(of::isEndedBy)
                .mapToLong(spec -> spec.from().toEpochMilli())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether a version is in force at an event time, in milliseconds since 1970. */
    public boolean isInForce(RuleSpec spec, long time) {
        return spec.from().toEpochMilli() <= time && time < until(spec);
    }

    /** The version of a name that is in force at an event time with that mode. */
    public Optional<RuleSpec> inForce(String name, Mode mode, long time) {
        return specs.stream()
                .filter(spec -> spec.id().name().equals(name) && spec.mode() == mode && isInForce(spec, time))
                .findFirst();
    }

    /** The live versions that are in force at an event time, and what is said about accounts then, as if that had always been. */
    public Rulebook liveAt(long time) {
        return new Rulebook(
                specs.stream()
                        .filter(rule -> rule.mode() == Mode.LIVE && isInForce(rule, time))
                        .map(rule -> RuleDraft.of(rule).at(rule.id().version(), Instant.EPOCH))
                        .toList(),
                accounts.at(time));
    }

    /** The longest window of any version. */
    public Duration longestWindow() {
        return specs.stream()
                .map(RuleSpec::window)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("a rulebook has at least one rule"));
    }

    /** The versions that were in force from the beginning. */
    public Rulebook first() {
        return new Rulebook(
                specs.stream().filter(spec -> spec.from().equals(Instant.EPOCH)).toList());
    }

    /** The newest version of a name. */
    public Optional<RuleSpec> newest(String name) {
        return specs.stream().filter(spec -> spec.id().name().equals(name)).reduce((earlier, later) -> later);
    }

    /** The threshold for all of the first version of {@link RuleId#PAIR_TOTAL}, in minor units; 0 if there is no such rule. */
    public long standardThreshold() {
        return find(new RuleId(RuleId.PAIR_TOTAL, 1))
                .map(spec -> PairTotal.of(spec.parameters()).thresholds().standard())
                .orElse(0L);
    }

    /**
     * A digest of all versions, {@link #DIGEST} bytes in hexadecimal digits. Where the only rule is a pair's total that was always
     * in force, it is one of the thresholds alone, as it was before there were rules.
     */
    public String digest() {
        String text = specs.stream().map(RuleSpec::text).collect(Collectors.joining("\n"));
        if (specs.size() == 1 && isFirst(specs.get(0))) {
            text = PairTotal.of(specs.get(0).parameters()).thresholds().text();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isFirst(RuleSpec spec) {
        return spec.id().equals(new RuleId(RuleId.PAIR_TOTAL, 1))
                && spec.mode() == Mode.LIVE
                && spec.from().equals(Instant.EPOCH);
    }
}
