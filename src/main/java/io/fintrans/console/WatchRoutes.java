package io.fintrans.console;

import io.fintrans.casework.CaseEvent;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Role;
import io.fintrans.console.access.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** What anyone who is signed in may look at: volumes, the list of alerts, what changes, the history, and what can be asked for. */
final class WatchRoutes {
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final CityBoard cities;
    private final Desk desk;
    private final CaseLog cases;
    private final AuditView audit;
    private final LiveStream live;
    private final ProgressWatch progress;
    private final Gate gate;

    WatchRoutes(
            CityBoard cities,
            Desk desk,
            CaseLog cases,
            AuditView audit,
            LiveStream live,
            ProgressWatch progress,
            Gate gate) {
        this.progress = progress;
        this.gate = gate;
        this.cities = cities;
        this.desk = desk;
        this.cases = cases;
        this.audit = audit;
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/volumes", Role.VIEWER, ctx -> ctx.json(cities.hour())),
                Route.get("/api/v1/progress", Role.VIEWER, ctx -> ctx.json(progress.json())),
                Route.get("/api/v1/alerts", Role.VIEWER, this::alerts),
                Route.get(LiveStream.PATH, Role.VIEWER, ctx -> live.join(ctx, gate.stillIn(ctx))),
                Route.get("/api/v1/history", Role.VIEWER, this::history),
                Route.get("/api/v1/openapi.json", Role.VIEWER, PageRoutes::description));
    }

    private void alerts(Context ctx) {
        ctx.json(new EpisodeQuery(ctx::queryParam).apply(desk.rows(), desk.now()));
    }

    private void history(Context ctx) {
        Parameters of = new Parameters(ctx::queryParam);
        int offset = of.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = of.number("limit", USUAL, 0, MOST);
        ctx.json(cases.read(book -> {
            List<CaseEvent> events = book.history(offset, limit);
            return Map.of("total", book.sequence(), "items", CaseView.events(book, events), "audit", audit.json(book));
        }));
    }
}
