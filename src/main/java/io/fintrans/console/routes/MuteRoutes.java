package io.fintrans.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseCommand;
import io.fintrans.casework.CaseRefusedException;
import io.fintrans.casework.MuteScope;
import io.fintrans.casework.MuteState;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.desk.CaseView;
import io.fintrans.console.desk.Desk;
import io.fintrans.console.desk.MuteLimits;
import io.fintrans.console.desk.MuteView;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.user.Role;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** All mutes, and how to end or approve one, also where its case has no alert any more. */
public final class MuteRoutes {
    private static final String MUTES = "/api/v1/mutes";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Desk desk;
    private final CaseLog cases;
    private final MuteLimits limits;

    public MuteRoutes(Desk desk, CaseLog cases, MuteLimits limits) {
        this.desk = desk;
        this.cases = cases;
        this.limits = limits;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(MUTES, Role.VIEWER, this::list),
                Route.post(MUTES + "/{episode}/unmute", Role.ANALYST, ctx -> act(ctx, CaseAction.Unmute::new)),
                Route.post(MUTES + "/{episode}/approve", Role.APPROVER, ctx -> act(ctx, CaseAction.ApproveMute::new)));
    }

    private void list(Context ctx) {
        ctx.json(json());
    }

    private Map<String, Object> json() {
        List<Map<String, Object>> items = cases.read(book ->
                book.mutes(desk.now()).stream().map(mute -> row(book, mute)).toList());
        return Map.of("items", items, "longestMillis", limits.longest().toMillis(), "times", limits.times());
    }

    private Map<String, Object> row(CaseBook book, MuteState mute) {
        long version = book.find(mute.episode()).map(Case::version).orElse(0L);
        return MuteView.row(mute, desk.largest(mute).orElse(null), version, limits);
    }

    private void act(Context ctx, BiFunction<String, @Nullable MuteScope, CaseAction> action) throws IOException {
        JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
        String request = body.path("request").asText();
        String actor = Gate.visitor(ctx).user();
        if (cases.read(book -> book.done(request))
                .filter(event -> event.actor().equals(actor))
                .isPresent()) {
            list(ctx);
            return;
        }
        MuteState mute = cases.read(book -> book.mutes(desk.now()).stream()
                        .filter(each -> each.episode().equals(ctx.pathParam("episode"))
                                && Objects.equals(each.scope(), CaseRoutes.scope(body)))
                        .findFirst())
                .orElseThrow(() -> new NotFoundResponse("It is not muted any more."));
        CaseCommand command = new CaseCommand(
                mute.episode(),
                mute.subject(),
                body.path("version").asLong(-1),
                0,
                request,
                actor,
                action.apply(body.path("reason").asText(), mute.scope()));
        try {
            cases.submit(command);
            list(ctx);
        } catch (CaseRefusedException e) {
            Refusals.answer(ctx, e, cases.read(book -> CaseView.events(book, e.changed())));
        }
    }
}
