package io.fintrans.console.record;

import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the record of decisions is whole and who vouches for it, as the page History shows it. */
public final class AuditView {
    private final CaseLog cases;
    private final Checkpoints checkpoints;
    private final KeyRing keys;

    public AuditView(CaseLog cases, Checkpoints checkpoints, KeyRing keys) {
        this.cases = cases;
        this.checkpoints = checkpoints;
        this.keys = keys;
    }

    public Map<String, Object> json(CaseBook book) {
        List<String> forged =
                cases.forged().first().stream().map(ChainFault::toString).toList();
        String problem = cases.broken().orElse(null);
        Map<String, Object> unsigned = unsigned(book);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", state(problem, forged, unsigned));
        json.put("events", book.sequence());
        json.put("head", book.head());
        json.put("checkpoint", checkpoints.newest().map(AuditView::json).orElse(null));
        json.put("problem", problem);
        json.put("unsigned", unsigned);
        json.put("forged", cases.forged().count());
        json.put("firstForged", forged);
        json.put("key", keys.id());
        json.put("trustedKeys", keys.ids());
        return json;
    }

    private static String state(@Nullable String problem, List<String> forged, @Nullable Map<String, Object> unsigned) {
        if (problem != null) {
            return "broken";
        }
        if (!forged.isEmpty()) {
            return "forged";
        }
        return unsigned == null ? "clean" : "unsigned";
    }

    /** The events of form 1 that no checkpoint of this console covers; null if there are none. */
    private @Nullable Map<String, Object> unsigned(CaseBook book) {
        long since = checkpoints.coveredUnsigned() + 1;
        return book.event(since)
                .filter(event -> since <= book.unsigned())
                .map(event -> json(event, book.unsigned()))
                .orElse(null);
    }

    private static Map<String, Object> json(CaseEvent since, long last) {
        return Map.of("since", since.sequence(), "to", last, "at", since.at().toEpochMilli());
    }

    private static Map<String, Object> json(Checkpoint checkpoint) {
        return Map.of("sequence", checkpoint.sequence(), "at", checkpoint.at().toEpochMilli());
    }
}
