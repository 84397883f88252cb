package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.LateChange;
import io.fintrans.alert.Severity;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseState;
import io.fintrans.casework.DecidedBefore;
import io.fintrans.casework.Disposition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An episode together with what people have done about it, as the list of alerts shows it.
 *
 * @param muted whether its subject is
 * @param before what was decided about its accounts in other cases
 * @param held whether its rule floods the list, and nobody has worked on it: then it is only counted
 * @param investigation the one that it belongs to; null if none
 */
public record EpisodeRow(
        Episode episode,
        @Nullable Case work,
        boolean muted,
        DecidedBefore before,
        boolean held,
        @Nullable Investigation investigation) {
    /** One of which nothing else is known. */
    public EpisodeRow(Episode episode, @Nullable Case work, boolean muted) {
        this(episode, work, muted, DecidedBefore.NOTHING, false, null);
    }

    /** What to look at first: its severity, from 0, and one more or less for what was decided about its accounts before. */
    public int urgency() {
        int ofItself =
                switch (severity()) {
                    case LOW -> 0;
                    case MEDIUM -> 1;
                    case HIGH -> 2;
                };
        return ofItself + before.weight();
    }

    /** Whether it waits for somebody, and is grouped with others that do. */
    boolean isOpen() {
        return state() != CaseState.DECIDED
                && episode.alert().state() != AlertState.WITHDRAWN
                && severity() != Severity.LOW;
    }

    public CaseState state() {
        return work == null ? CaseState.OPEN : work.state(episode.alert().id().step());
    }

    public Severity severity() {
        return episode.alert().severity();
    }

    /** The newest payment that is known of. */
    private Instant newest() {
        Alert alert = episode.alert();
        return alert.asOf().isAfter(alert.at()) ? alert.asOf() : alert.at();
    }

    private boolean isActive(Instant now) {
        AlertState state = episode.alert().state();
        return state != AlertState.WITHDRAWN
                && state != AlertState.FINAL
                && now.isBefore(newest().plus(episode.alert().window()));
    }

    /**
     * Whether the finding is not any more what somebody decided about: it was withdrawn, or has grown since. The decision stands; only
     * a step that rises opens the case again.
     */
    boolean isChanged() {
        Instant decided = decidedAt();
        AlertState state = episode.alert().state();
        return decided != null
                && (state == AlertState.WITHDRAWN
                        || (state == AlertState.AMENDED
                                && episode.alert().asOf().isAfter(decided)));
    }

    /** When the case was decided; null if it is not. */
    private @Nullable Instant decidedAt() {
        if (work == null || state() != CaseState.DECIDED) {
            return null;
        }
        return work.events().stream()
                .filter(event ->
                        event.action() instanceof CaseAction.Decide || event.action() instanceof CaseAction.Approve)
                .map(CaseEvent::at)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** For the page; see docs/console.md. */
    public Map<String, Object> json(Instant now) {
        Alert alert = episode.alert();
        Disposition disposition = work == null ? null : work.disposition();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("episode", episode.id());
        json.put("application", alert.application());
        json.put("step", alert.id().step());
        json.put("typology", alert.typology().code());
        json.put("rule", alert.rule().name());
        json.put("version", alert.rule().version());
        json.put("severity", severity().code());
        SubjectView.put(alert.subject(), SubjectView.NAMED, json);
        json.put("others", SubjectView.names(episode.others().stream(), SubjectView.NAMED));
        json.put("otherCount", episode.others().size());
        json.put("currency", alert.currency().getCurrencyCode());
        json.put("figure", alert.figure());
        json.put("limit", alert.limit());
        json.put("measures", MeasureView.json(alert));
        json.put("total", alert.total().toString());
        json.put("times", episode.times());
        json.put("payments", alert.payments());
        json.put("cities", episode.cities());
        json.put("city", episode.city());
        json.put("openedAt", alert.openedAt().toEpochMilli());
        json.put("at", alert.at().toEpochMilli());
        json.put("asOf", alert.asOf().toEpochMilli());
        json.put("active", isActive(now));
        json.put("finding", alert.state().code());
        json.put("mergedInto", alert.mergedInto());
        LateChange late = alert.late();
        json.put(
                "late",
                late == null
                        ? null
                        : Map.of(
                                "at",
                                late.at().toEpochMilli(),
                                "payment",
                                late.payment().toEpochMilli()));
        json.put("state", state().code());
        json.put("changed", isChanged());
        json.put("disposition", disposition == null ? null : disposition.code());
        json.put("assignee", work == null ? null : work.assignee());
        json.put("muted", muted);
        json.put("caseVersion", work == null ? 0 : work.version());
        json.put("urgency", urgency());
        json.put("before", Map.of("confirmed", before.confirmed(), "dismissed", before.dismissed()));
        json.put("held", held);
        json.put("investigation", investigation == null ? null : investigation.json());
        json.put("line", alert.line());
        return json;
    }
}
