package io.fintrans.cli.output;

import io.fintrans.casework.CaseEvent;
import io.fintrans.console.record.ChainAudit;
import io.fintrans.console.record.ChainFault;
import io.fintrans.console.record.Checkpoint;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fintrans audit verify} has found.
 *
 * @param signed the checkpoints of each file; null if none was given
 * @param faults what is broken, as sentences
 */
public record AuditReport(ChainAudit audit, @Nullable List<List<Checkpoint>> signed, List<String> faults) {
    public boolean isClean() {
        return faults.isEmpty() && audit.forged() == 0 && audit.unsignedSince().isEmpty();
    }

    public void print(PrintWriter out) {
        out.println("events       " + audit.events());
        out.println("void         " + audit.lostRaces() + " (another console was faster)");
        out.println("head         " + audit.head());
        out.println("signed       "
                + (audit.hasKeys()
                        ? audit.signed() + " of them, by consoles whose keys are trusted"
                        : "not looked at"));
        out.println("checkpoints  " + (signed == null ? "not looked at" : checkpoints()));
        if (audit.forged() > 0) {
            out.println("FORGED       " + audit.forged() + " passed over, they change nothing; the first are");
            audit.firstForged().forEach(each -> out.println("             " + each));
        }
        audit.unsignedSince().ifPresent(event -> out.println("UNSIGNED     " + unsigned(event)));
        faults.forEach(fault -> out.println("BROKEN       " + fault));
        if (isClean()) {
            out.println("ok           everything is as it was written");
        }
    }

    private String unsigned(CaseEvent since) {
        String place = "unsigned since event " + since.sequence() + ", " + since.at() + ": ";
        return place
                + (audit.hasKeys()
                        ? "written before consoles signed events, and no checkpoint that was given vouches for it. Whoever"
                                + " may write to the topic may have written it. Give --checkpoints of every console."
                        : "no key was given to check its signature with. Give --trusted-keys or --checkpoints.");
    }

    private String checkpoints() {
        return newest().map(newest -> count() + ", the newest of event " + newest.sequence() + " at " + newest.at())
                .orElse("none");
    }

    private Optional<Checkpoint> newest() {
        return signed == null
                ? Optional.empty()
                : signed.stream().flatMap(List::stream).max(Comparator.comparing(Checkpoint::sequence));
    }

    private int count() {
        return signed == null ? 0 : signed.stream().mapToInt(List::size).sum();
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", isClean());
        json.put("events", audit.events());
        json.put("void", audit.lostRaces());
        json.put("head", audit.head());
        json.put("signed", audit.hasKeys() ? audit.signed() : null);
        json.put("checkpoints", signed == null ? null : checkpointsJson());
        json.put("unsignedSince", audit.unsignedSince().map(AuditReport::json).orElse(null));
        json.put("forged", audit.forged());
        json.put(
                "firstForged",
                audit.firstForged().stream().map(ChainFault::toString).toList());
        json.put("faults", faults);
        return json;
    }

    private Map<String, Object> checkpointsJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", count());
        newest().ifPresent(newest -> json.put(
                "newest",
                Map.of("sequence", newest.sequence(), "at", newest.at().toEpochMilli())));
        return json;
    }

    private static Map<String, Object> json(CaseEvent event) {
        return Map.of("sequence", event.sequence(), "at", event.at().toEpochMilli());
    }
}
