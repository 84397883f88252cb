package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseState;
import io.fintrans.casework.Disposition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An episode together with what people have done about it, as the list of alerts shows it.
 *
 * @param muted whether its pair is
 */
public record EpisodeRow(Episode episode, @Nullable Case work, boolean muted) {
    CaseState state() {
        return work == null ? CaseState.OPEN : work.state(episode.alert().id().step());
    }

    /** The newest payment that is known of. */
    private Instant newest() {
        Alert alert = episode.alert();
        return alert.asOf().isAfter(alert.at()) ? alert.asOf() : alert.at();
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
        json.put("severity", alert.severity().code());
        SubjectView.put(alert.subject(), json);
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
        json.put("active", now.isBefore(newest().plus(alert.window())));
        json.put("state", state().code());
        json.put("disposition", disposition == null ? null : disposition.code());
        json.put("assignee", work == null ? null : work.assignee());
        json.put("muted", muted);
        json.put("line", alert.line());
        return json;
    }
}
