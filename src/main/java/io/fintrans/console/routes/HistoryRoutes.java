package io.fintrans.console.routes;

import io.fintrans.casework.CaseEvent;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.desk.CaseView;
import io.fintrans.console.desk.EventWords;
import io.fintrans.console.record.AuditView;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.user.Role;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What was done in all cases: to look at, and as a file. */
public final class HistoryRoutes {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final List<String> COLUMNS = List.of(
            "number",
            "when (UTC)",
            "who",
            "what",
            "verdict",
            "why",
            "until (UTC)",
            "assigned to",
            "from account",
            "to account",
            "episode",
            "hash",
            "about");

    private final CaseLog cases;
    private final AuditView audit;
    private final Supplier<Instant> now;

    public HistoryRoutes(CaseLog cases, AuditView audit, Supplier<Instant> now) {
        this.cases = cases;
        this.audit = audit;
        this.now = now;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/history", Role.VIEWER, this::show),
                Route.get("/api/v1/history/export", Role.VIEWER, this::export));
    }

    private void show(Context ctx) {
        int offset = Parameters.read(ctx, given -> new Parameters(given).number("offset", 0, 0, Integer.MAX_VALUE));
        int limit = Parameters.read(ctx, given -> new Parameters(given).number("limit", USUAL, 0, MOST));
        HistoryQuery query = Parameters.read(ctx, HistoryQuery::new);
        ctx.json(cases.read(book -> {
            List<CaseEvent> all = book.history(0, Integer.MAX_VALUE);
            List<CaseEvent> events = query.apply(all);
            return Map.of(
                    "total",
                    events.size(),
                    "items",
                    CaseView.events(
                            book, events.stream().skip(offset).limit(limit).toList()),
                    "people",
                    HistoryQuery.people(all),
                    "audit",
                    audit.json(book));
        }));
    }

    private void export(Context ctx) {
        HistoryQuery query = Parameters.read(ctx, HistoryQuery::new);
        List<Map<String, Object>> events =
                cases.read(book -> CaseView.events(book, query.apply(book.history(0, Integer.MAX_VALUE))));
        Instant at = now.get();
        boolean csv = Parameters.read(ctx, given -> new Parameters(given).oneOf("format", "json", "csv"))
                .equals("csv");
        String day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        ctx.header("Content-Disposition", "attachment; filename=\"history-" + day + (csv ? ".csv" : ".json") + "\"");
        if (csv) {
            ctx.contentType("text/csv; charset=utf-8").result(csv(events));
        } else {
            ctx.json(Map.of(
                    "exportedAt",
                    at.toEpochMilli(),
                    "exportedBy",
                    Gate.visitor(ctx).user(),
                    "items",
                    events,
                    "audit",
                    cases.read(audit::json)));
        }
    }

    private static String csv(List<Map<String, Object>> events) {
        Csv csv = new Csv().row(COLUMNS);
        for (Map<String, Object> event : events) {
            EventWords words = new EventWords(event);
            csv.row(List.of(
                    words.of("sequence"),
                    words.at(),
                    words.of("actor"),
                    words.what(),
                    words.detail("disposition"),
                    words.why(),
                    words.until(),
                    words.detail("assignee"),
                    words.of("source"),
                    words.of("target"),
                    words.of("episode"),
                    words.of("hash"),
                    words.of("who")));
        }
        return csv.toString();
    }
}
