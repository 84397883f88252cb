package io.fintrans.console.rules;

import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this console has read of the rules.
 *
 * @param asOf when the topic's end was read last; null if it never was
 * @param made which change made each version
 * @param records how many it was made of
 * @param notice nothing before the application has its first rules
 * @param problem why it may not be all there is, in a sentence; null if it is
 */
record SeenRules(
        @Nullable Instant asOf,
        Rulebook rulebook,
        List<Entry> entries,
        Map<RuleSpec, Entry> made,
        List<Entry> proposals,
        Optional<Duration> notice,
        long records,
        long unreadable,
        @Nullable String problem) {
    /** Before anything was read. */
    static SeenRules nothing() {
        return new SeenRules(
                null,
                new Rulebook(List.of()),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                0,
                0,
                "The rules have not been read yet.");
    }

    /** What a log has when its topic's end was read. */
    static SeenRules of(RuleLog log, Instant asOf) {
        return new SeenRules(
                asOf,
                log.rulebook(),
                log.entries(),
                made(log.entries()),
                log.proposals(),
                log.notice(),
                log.records(),
                log.unreadable(),
                null);
    }

    private static Map<RuleSpec, Entry> made(List<Entry> entries) {
        Map<RuleSpec, Entry> made = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.counts() && entry.change() instanceof First first) {
                first.rules().forEach(rule -> made.put(rule, entry));
            } else if (entry.rule() != null) {
                made.put(entry.rule(), entry);
            }
        }
        return made;
    }

    /** The same, which is known to be all at another time. */
    SeenRules at(Instant time) {
        return new SeenRules(time, rulebook, entries, made, proposals, notice, records, unreadable, null);
    }

    /** The same, of which it is not known any more whether it is all. */
    SeenRules but(String why) {
        return new SeenRules(asOf, rulebook, entries, made, proposals, notice, records, unreadable, why);
    }
}
