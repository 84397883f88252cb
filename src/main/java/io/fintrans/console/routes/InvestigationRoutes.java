package io.fintrans.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseCommand;
import io.fintrans.casework.CaseRefusedException;
import io.fintrans.casework.Disposition;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.desk.Desk;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.console.desk.Investigation;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.user.Role;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is done about several cases as one. Each gets an event of its own, one after the other, as if somebody had gone through them; what one of them refuses
 * does not keep the others from being done.
 */
public final class InvestigationRoutes {
    private static final String INVESTIGATIONS = "/api/v1/investigations";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Desk desk;
    private final CaseLog cases;
    private final WriteBudget budget;

    public InvestigationRoutes(Desk desk, CaseLog cases, WriteBudget budget) {
        this.desk = desk;
        this.cases = cases;
        this.budget = budget;
    }

    public List<Route> routes() {
        return List.of(
                post(
                        "/assign",
                        Role.ANALYST,
                        body -> new CaseAction.Assign(body.path("assignee").textValue())),
                post(
                        "/decide",
                        Role.ANALYST,
                        body -> new CaseAction.Decide(
                                Disposition.of(CaseRoutes.text(body, "disposition")), CaseRoutes.text(body, "reason"))),
                post("/approve", Role.APPROVER, body -> new CaseAction.Approve(CaseRoutes.text(body, "reason"))),
                post("/decline", Role.ANALYST, body -> new CaseAction.Decline(CaseRoutes.text(body, "reason"))));
    }

    private Route post(String path, Role role, Function<JsonNode, CaseAction> action) {
        return Route.post(INVESTIGATIONS + path, role, ctx -> act(ctx, action));
    }

    private void act(Context ctx, Function<JsonNode, CaseAction> reader) throws IOException {
        JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
        JsonNode wanted = body.path("cases");
        if (!wanted.isArray() || wanted.isEmpty() || wanted.size() > Investigation.MOST) {
            throw new BadRequestResponse("cases must be a list of 1 to " + Investigation.MOST + " cases.");
        }
        CaseAction action = reader.apply(body);
        String actor = Gate.visitor(ctx).user();
        int letters = wanted.size() * (CaseRoutes.text(body, "reason").length() + WriteBudget.LETTERS_OF_AN_EVENT);
        budget.take(ctx, actor, letters);
        String request = CaseRoutes.text(body, "request");
        List<Map<String, Object>> results = new ArrayList<>();
        for (JsonNode each : wanted) {
            results.add(result(each, request, actor, action));
        }
        ctx.json(Map.of("results", results));
    }

    private Map<String, Object> result(JsonNode wanted, String request, String actor, CaseAction action) {
        String episode = wanted.path("episode").asText();
        Map<String, Object> result = new HashMap<>(Map.of("episode", episode, "done", false));
        Optional<EpisodeRow> row = desk.row(episode);
        if (row.isEmpty()) {
            result.put("error", "There is no such episode, or not any more.");
            return result;
        }
        try {
            cases.submit(new CaseCommand(
                    episode,
                    row.get().episode().alert().subject(),
                    wanted.path("version").asLong(-1),
                    // Nobody has seen more than there is.
                    Math.min(
                            wanted.path("step").asLong(),
                            row.get().episode().alert().id().step()),
                    request + "-" + episode,
                    actor,
                    action));
            result.put("done", true);
        } catch (CaseRefusedException e) {
            result.put("error", String.valueOf(e.getMessage()));
        }
        return result;
    }
}
