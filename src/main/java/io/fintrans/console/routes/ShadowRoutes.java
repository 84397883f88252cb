package io.fintrans.console.routes;

import io.fintrans.alert.Alert;
import io.fintrans.console.access.Route;
import io.fintrans.console.desk.AlertBoard;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.console.desk.EvidenceView;
import io.fintrans.console.desk.Explanation;
import io.fintrans.console.user.Role;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What rules in the shadow have found: beside what the live ones have, and each finding with its evidence. Nobody decides about these. */
public final class ShadowRoutes {
    private final AlertBoard live;
    private final AlertBoard shadow;
    private final String application;
    private final Supplier<Rulebook> rulebook;
    private final EvidenceView evidence;
    private final Clock clock;

    /**
     * @param live and {@code shadow} what was found
     * @param application the detector whose rules these are
     * @param rulebook what is known of its rules
     */
    public ShadowRoutes(
            AlertBoard live,
            AlertBoard shadow,
            String application,
            Supplier<Rulebook> rulebook,
            EvidenceView evidence,
            Clock clock) {
        this.live = live;
        this.shadow = shadow;
        this.application = application;
        this.rulebook = rulebook;
        this.evidence = evidence;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/rules/{name}/comparison", Role.VIEWER, this::compare),
                Route.get("/api/v1/shadow/{episode}", Role.VIEWER, this::show));
    }

    private void compare(Context ctx) {
        String name = ctx.pathParam("name");
        Rulebook known = rulebook.get();
        RuleSpec tried = known.specs().stream()
                .filter(rule -> rule.id().name().equals(name) && rule.mode() == Mode.SHADOW)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new NotFoundResponse("No version of this rule was ever in the shadow."));
        Instant now = clock.instant();
        long until = Math.min(known.until(tried), now.toEpochMilli());
        ShadowComparison comparison = new ShadowComparison(
                findings(live, name), findings(shadow, name), tried.from(), Instant.ofEpochMilli(until));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("version", tried.id().version());
        json.put("asOf", now.toEpochMilli());
        json.put(
                "complete",
                live.completeSince().isEmpty() && shadow.completeSince().isEmpty());
        json.putAll(comparison.json(now));
        ctx.json(json);
    }

    private List<Episode> findings(AlertBoard board, String rule) {
        return board.all().stream()
                .filter(each -> each.alert().rule().name().equals(rule)
                        && each.alert().application().equals(application))
                .toList();
    }

    private void show(Context ctx) {
        Episode episode = shadow.find(ctx.pathParam("episode"))
                .orElseThrow(() -> new NotFoundResponse("There is no such finding, or not any more."));
        Alert alert = evidence.alert(episode)
                .orElseThrow(() -> new NotFoundResponse("Kafka does not have this finding any more."));
        Map<String, Object> shown = new EpisodeRow(episode, null, false).json(clock.instant());
        shown.put("windowMillis", alert.window().toMillis());
        shown.put(
                "shortenedTo",
                alert.shortenedTo() == null ? null : alert.shortenedTo().toEpochMilli());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alert", shown);
        json.put("reason", new Explanation(alert).sentence());
        json.put("evidence", evidence.json(alert));
        ctx.json(json);
    }
}
