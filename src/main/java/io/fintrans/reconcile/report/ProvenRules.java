package io.fintrans.reconcile.report;

import io.fintrans.alert.Typology.Scope;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Count;
import java.util.List;

/**
 * The rules by which the proof judges.
 *
 * @param rulebook all versions that count
 * @param recorded whether they are records of {@code fintrans.rules}; otherwise they are those that the proof was given
 * @param voids which changes do not count, and why not, one sentence each
 * @param ofOthers how many changes are other applications'
 * @param unreadable how many records of {@code fintrans.rules} are no changes
 */
public record ProvenRules(Rulebook rulebook, boolean recorded, List<String> voids, long ofOthers, long unreadable) {
    /** Leaves out those of the network, which are not the detector's. */
    public ProvenRules {
        rulebook = rulebook.of(Scope.PAIR);
        voids = List.copyOf(voids);
    }

    /** Those that the proof was given. */
    public static ProvenRules given(Rulebook rulebook) {
        return new ProvenRules(rulebook, false, List.of(), 0, 0);
    }

    /** What the application has recorded; what the proof was given if that is nothing. */
    public static ProvenRules of(RuleLog log, Rulebook given) {
        boolean recorded = !log.rulebook().specs().isEmpty();
        List<String> voids = log.entries().stream()
                .filter(entry -> !entry.counts())
                .map(entry -> "The change at offset " + entry.offset() + " of " + Topics.RULES + ", by "
                        + entry.change().author().by() + ", is void: " + entry.flaw() + ".")
                .toList();
        return new ProvenRules(recorded ? log.rulebook() : given, recorded, voids, log.ofOthers(), log.unreadable());
    }

    /** How many rules there are. */
    public long names() {
        return rulebook.specs().stream()
                .map(spec -> spec.id().name())
                .distinct()
                .count();
    }

    /** For a reader, in one line. */
    String words() {
        StringBuilder words =
                new StringBuilder(Count.of(rulebook.specs().size(), "version") + " of " + Count.of(names(), "rule")
                        + (recorded ? ", as recorded in " + Topics.RULES : ", as given: none are recorded"));
        if (!voids.isEmpty()) {
            words.append("; ").append(Count.of(voids.size(), "change is void", "changes are void"));
        }
        if (ofOthers > 0) {
            words.append("; ")
                    .append(Count.of(ofOthers, "change is", "changes are"))
                    .append(" other applications', not judged");
        }
        if (unreadable > 0) {
            words.append("; ").append(Count.of(unreadable, "record is no change", "records are no changes"));
        }
        return words.toString();
    }
}
