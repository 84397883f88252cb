package io.fintrans.console.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.alert.Alert;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.casework.MuteState;
import io.fintrans.console.record.CaseLog;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A case and its events as the page gets them. */
public final class CaseView {
    private static final int MOST_OTHERS = 50;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> OF_ACTIONS =
            Set.of("assignee", "text", "disposition", "reason", "until", "endsAbove", "currency", "account", "typology");

    private final Desk desk;
    private final CaseLog cases;

    public CaseView(Desk desk, CaseLog cases) {
        this.desk = desk;
        this.cases = cases;
    }

    /** For the page and for exports; see docs/console.md. */
    public Map<String, Object> json(EpisodeRow row) {
        Alert alert = row.episode().alert();
        Case work = row.work();
        Map<String, Object> shown = row.json(desk.now());
        SubjectView.put(alert.subject(), shown);
        shown.put("windowMillis", alert.window().toMillis());
        shown.put("cut", alert.cut());
        shown.put(
                "shortenedTo",
                alert.shortenedTo() == null ? null : alert.shortenedTo().toEpochMilli());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alert", shown);
        json.put("reason", new Explanation(alert).sentence());
        json.put("version", work == null ? 0 : work.version());
        json.put("state", shown.get("state"));
        json.put("disposition", shown.get("disposition"));
        json.put("proposedBy", work == null ? null : work.proposedBy());
        json.put("standing", standing(work));
        json.put("assignee", shown.get("assignee"));
        json.put("mute", mute(alert));
        json.put("events", work == null ? List.of() : events(work.events()));
        json.put(
                "others",
                desk.others(row.episode(), MOST_OTHERS).stream()
                        .map(other -> other.json(desk.now()))
                        .toList());
        return json;
    }

    /** What a proposal would correct, so that whoever approves it knows. */
    private static @Nullable String standing(@Nullable Case work) {
        Case.Decision decision = work == null ? null : work.standing();
        return decision == null ? null : decision.disposition().code();
    }

    private @Nullable Map<String, Object> mute(Alert alert) {
        MuteState mute = cases.read(book -> mute(book, alert, desk.now())).orElse(null);
        return mute == null ? null : MuteView.json(mute);
    }

    /** The one that ends when somebody ends the muting in a case. */
    public static Optional<MuteState> mute(CaseBook book, Alert alert, Instant now) {
        return book.mute(alert.subject(), now)
                .or(() -> book.mutesCovering(alert.subject(), alert.typology(), now).stream()
                        .findFirst());
    }

    /** Each as it is written to Kafka, and whether it is a proposal. */
    public List<Map<String, Object>> events(List<CaseEvent> events) {
        return cases.read(book -> events(book, events));
    }

    public static List<Map<String, Object>> events(CaseBook book, List<CaseEvent> events) {
        return events.stream()
                .map(event -> event(event, book.isProposal(event), book.isWithdrawal(event)))
                .toList();
    }

    /** What belongs to the action is in an object of its own. */
    private static Map<String, Object> event(CaseEvent event, boolean proposal, boolean withdrawal) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> detail = new HashMap<>();
        try {
            JsonNode fields = MAPPER.readTree(CaseEventJson.write(event));
            fields.properties().forEach(field -> {
                Object value = field.getValue().isNumber()
                        ? (Object) field.getValue().longValue()
                        : field.getValue().textValue();
                (OF_ACTIONS.contains(field.getKey()) ? detail : json).put(field.getKey(), value);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (event.action() instanceof CaseAction.Mute mute && event.form() > 1) {
            // Not in the record: its hash covers its form, and consoles of before would not read another one.
            Money endsAbove = mute.endsAbove();
            detail.put("endsAboveMinor", endsAbove == null ? null : endsAbove.minorUnits());
        }
        SubjectView.put(event.subject(), SubjectView.NAMED, json);
        json.put("proposal", proposal);
        json.put("withdrawal", withdrawal);
        json.put("detail", detail);
        return json;
    }
}
