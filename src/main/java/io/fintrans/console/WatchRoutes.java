package io.fintrans.console;

import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.desk.Desk;
import io.fintrans.console.live.CityBoard;
import io.fintrans.console.live.LiveStream;
import io.fintrans.console.live.ProgressWatch;
import io.fintrans.console.routes.EpisodeQuery;
import io.fintrans.console.routes.Parameters;
import io.fintrans.console.user.Role;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What anyone who is signed in may look at: volumes, the list of alerts, what changes, and what can be asked for. */
final class WatchRoutes {
    private final CityBoard cities;
    private final Desk desk;
    private final LiveStream live;
    private final ProgressWatch progress;
    private final Gate gate;

    WatchRoutes(CityBoard cities, Desk desk, LiveStream live, ProgressWatch progress, Gate gate) {
        this.progress = progress;
        this.gate = gate;
        this.cities = cities;
        this.desk = desk;
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/volumes", Role.VIEWER, ctx -> ctx.json(cities.hour())),
                Route.get("/api/v1/progress", Role.VIEWER, ctx -> ctx.json(progress.json())),
                Route.get("/api/v1/alerts", Role.VIEWER, this::alerts),
                Route.get(LiveStream.PATH, Role.VIEWER, ctx -> live.join(ctx, gate.stillIn(ctx))),
                Route.get("/api/v1/openapi.json", Role.VIEWER, PageRoutes::description));
    }

    private void alerts(Context ctx) {
        Map<String, Object> page =
                new HashMap<>(Parameters.read(ctx, EpisodeQuery::new).apply(desk.rows(), desk.now()));
        page.put(
                "completeSince", desk.completeSince().map(Instant::toEpochMilli).orElse(null));
        ctx.json(page);
    }
}
