package io.fintrans.demo;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.transaction.Application;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Records the rules that a demo was asked for: the first ones on a new data folder, and later the versions that are others than before. */
final class DemoRules {
    /** A demo's payments are never more than some seconds ahead of the clock, so its rules can change as soon. */
    static final Duration NOTICE = Duration.ofSeconds(15);
    /** How far payments may be ahead of the clock. */
    static final Duration AHEAD = Duration.ofSeconds(5);

    private static final Duration NETWORK_WINDOW = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofSeconds(3);
    private static final String USUAL_THRESHOLD = "10000";
    private static final Duration USUAL_WINDOW = Duration.ofHours(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final DemoSettings.Rule asked;
    private final Clock clock;
    private final Consumer<String> say;

    /** @param say gets what changes, and from when on */
    DemoRules(DemoSettings.Rule asked, Clock clock, Consumer<String> say) {
        this.asked = asked;
        this.clock = clock;
        this.say = say;
    }

    /**
     * Records what is new.
     *
     * @return all rules by now
     */
    Rulebook record(Map<String, Object> clientProperties) {
        try (RuleWriter writer = new RuleWriter(clientProperties, Application.DEFAULT)) {
            RuleLog log = writer.read();
            if (log.rulebook().specs().isEmpty()) {
                List<RuleSpec> first = new ArrayList<>();
                first.add(pairTotal(Optional.empty()).first());
                asked.more().forEach(draft -> first.add(draft.first()));
                writer.write(new First(author("the first start of the demo"), first, NOTICE));
            } else {
                change(writer, log);
            }
            return writer.read().rulebook();
        }
    }

    /**
     * Records the rules of the network where there are none: one of each kind, with windows that a demo has time for. In a demo everybody is new to
     * everybody, so what needs to know who is new is tried in the shadow.
     */
    void recordNetwork(Map<String, Object> clientProperties) {
        try (RuleWriter writer = new RuleWriter(clientProperties, Application.NETWORK)) {
            if (writer.read().rulebook().specs().isEmpty()) {
                List<RuleSpec> first = NetworkDefaults.rules().stream()
                        .map(DemoRules::ofNetwork)
                        .toList();
                writer.write(new First(author(Application.NETWORK, "the first start of the demo"), first, NOTICE));
            }
        }
    }

    private static RuleSpec ofNetwork(RuleDraft draft) {
        Mode mode =
                switch (draft.typology()) {
                    case CYCLE, SCATTER_GATHER, STACK, MULE -> Mode.LIVE;
                    default -> Mode.SHADOW;
                };
        return new RuleDraft(draft.name(), draft.typology(), mode, NETWORK_WINDOW, strict(draft)).first();
    }

    /** Where everybody is new, less is remarkable; and there is no history that a mule could need for people to look at it. */
    private static Map<String, String> strict(RuleDraft draft) {
        return switch (draft.typology()) {
            case SCATTER_GATHER -> Map.of("accounts", "3");
            case MULE -> Map.of("total", "4000", "least", "850", "most", "1000", "share", "300", "history", "0");
            default -> draft.parameters();
        };
    }

    private void change(RuleWriter writer, RuleLog log) {
        List<RuleDraft> wanted = new ArrayList<>(asked.more());
        if (asked.threshold() != null || asked.window() != null) {
            wanted.add(pairTotal(NextVersion.base(log.rulebook(), RuleId.PAIR_TOTAL, Mode.LIVE)));
        }
        for (RuleDraft draft : wanted) {
            if (!NextVersion.isThere(log.rulebook(), draft)) {
                Instant from = clock.instant().plus(log.notice().orElse(NOTICE)).plus(MARGIN);
                tell(writer.write(new RuleChange.Set(
                        author("asked for by the demo"), NextVersion.of(log.rulebook(), draft, from))));
            }
        }
    }

    /** The pair's total as it is asked for, and else as it was. */
    private RuleDraft pairTotal(Optional<RuleDraft> now) {
        Map<String, String> parameters =
                new HashMap<>(now.map(RuleDraft::parameters).orElse(Map.of(PairTotal.THRESHOLD, USUAL_THRESHOLD)));
        if (asked.threshold() != null) {
            parameters.put(PairTotal.THRESHOLD, asked.threshold());
        }
        Duration window = asked.window() == null ? now.map(RuleDraft::window).orElse(USUAL_WINDOW) : asked.window();
        return new RuleDraft(RuleId.PAIR_TOTAL, Typology.PAIR_TOTAL, Mode.LIVE, window, parameters);
    }

    private void tell(Entry entry) {
        RuleSpec rule = entry.rule();
        if (rule == null) {
            say.accept("a rule was not changed: " + entry.flaw());
        } else {
            say.accept("rule " + rule.id() + " (" + words(rule) + ") is in force for payments from "
                    + TIME.format(rule.from()) + " on, in "
                    + Duration.between(clock.instant(), rule.from()).toSeconds() + " s");
        }
    }

    private Author author(String why) {
        return author(Application.DEFAULT, why);
    }

    private Author author(String application, String why) {
        return new Author(application, System.getProperty("user.name", "demo"), why, clock.instant());
    }

    /** The rules that find anything once all have come that are written by now, for whoever reads the terminal. */
    static String words(Rulebook rulebook) {
        return rulebook.specs().stream()
                .filter(spec -> spec.mode().finds() && rulebook.until(spec) == Long.MAX_VALUE)
                .map(spec -> spec.id() + " (" + words(spec) + ")")
                .collect(Collectors.joining("; "));
    }

    private static String words(RuleSpec spec) {
        return spec.mode().code() + ", window " + spec.window() + ", "
                + new TreeMap<>(spec.parameters()).toString().replaceAll("[{}]", "");
    }
}
