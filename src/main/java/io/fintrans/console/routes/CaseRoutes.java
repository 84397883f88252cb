package io.fintrans.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.alert.Alert;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseAction;
import io.fintrans.casework.CaseCommand;
import io.fintrans.casework.CaseRefusedException;
import io.fintrans.casework.Disposition;
import io.fintrans.casework.MuteScope;
import io.fintrans.casework.MuteState;
import io.fintrans.console.access.Analysts;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.access.Session;
import io.fintrans.console.desk.CaseView;
import io.fintrans.console.desk.Desk;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.console.desk.EvidenceGraph;
import io.fintrans.console.desk.EvidenceView;
import io.fintrans.console.desk.FlowView;
import io.fintrans.console.desk.MuteLimits;
import io.fintrans.console.desk.Report;
import io.fintrans.console.desk.ReportRows;
import io.fintrans.console.evidence.EarlierPayments;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.user.Role;
import io.fintrans.transaction.AccountId;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case: what it rests on, and what is done about it. */
public final class CaseRoutes {
    private static final String CASE = "/api/v1/cases/{episode}";
    private static final int MOST_AROUND = 200;
    private static final int MOST_NAME_CHARS = 64;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How an action is read from the body of a request. */
    private interface ActionReader {
        CaseAction read(EpisodeRow row, JsonNode body);
    }

    private final Desk desk;
    private final CaseLog cases;
    private final CaseView view;
    private final EvidenceView evidence;
    private final EarlierPayments earlier;
    private final Analysts analysts;
    private final MuteLimits limits;
    private final WriteBudget budget;

    public CaseRoutes(
            Desk desk,
            CaseLog cases,
            EvidenceView evidence,
            EarlierPayments earlier,
            Analysts analysts,
            MuteLimits limits,
            WriteBudget budget) {
        this.earlier = earlier;
        this.limits = limits;
        this.budget = budget;
        this.analysts = analysts;
        this.desk = desk;
        this.cases = cases;
        this.view = new CaseView(desk, cases);
        this.evidence = evidence;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(CASE, Role.VIEWER, ctx -> show(ctx, row(ctx))),
                Route.get(CASE + "/evidence", Role.VIEWER, ctx -> ctx.json(evidence.json(alert(row(ctx).episode())))),
                Route.get(CASE + "/evidence/earlier", Role.VIEWER, this::earlier),
                Route.get(CASE + "/flow", Role.VIEWER, this::flow),
                Route.get(CASE + "/export", Role.VIEWER, this::export),
                Route.get("/cases/{episode}/report", Role.VIEWER, this::report),
                Route.post(
                        CASE + "/assign",
                        Role.ANALYST,
                        does((row, body) -> new CaseAction.Assign(textOrNull(body, "assignee")))),
                Route.post(
                        CASE + "/comment",
                        Role.ANALYST,
                        does((row, body) -> new CaseAction.Comment(text(body, "text")))),
                Route.post(
                        CASE + "/decide",
                        Role.ANALYST,
                        does((row, body) -> new CaseAction.Decide(
                                Disposition.of(text(body, "disposition")), text(body, "reason")))),
                Route.post(
                        CASE + "/approve",
                        Role.APPROVER,
                        does((row, body) -> new CaseAction.Approve(text(body, "reason")))),
                Route.post(
                        CASE + "/decline",
                        Role.ANALYST,
                        does((row, body) -> new CaseAction.Decline(text(body, "reason")))),
                Route.post(CASE + "/mute", Role.ANALYST, does(this::mute)),
                Route.post(
                        CASE + "/unmute",
                        Role.ANALYST,
                        does((row, body) -> new CaseAction.Unmute(text(body, "reason"), scopeOfMute(row)))));
    }

    private CaseAction mute(EpisodeRow row, JsonNode body) {
        Instant until = Instant.ofEpochMilli(body.path("until").asLong());
        Alert alert = row.episode().alert();
        MuteScope scope = scope(body);
        limits.require(until, desk.now());
        return new CaseAction.Mute(
                until,
                text(body, "reason"),
                limits.endsAbove(scope == null ? desk.largest(alert) : alert.total()),
                scope);
    }

    private @Nullable MuteScope scopeOfMute(EpisodeRow row) {
        return cases.read(book -> CaseView.mute(book, row.episode().alert(), desk.now()))
                .map(MuteState::scope)
                .orElse(null);
    }

    /** Which account of a set is meant, and in which pattern; null for the whole subject. */
    static @Nullable MuteScope scope(JsonNode body) {
        String account = textOrNull(body, "account");
        String typology = textOrNull(body, "typology");
        return account == null
                ? null
                : new MuteScope(AccountId.of(account), typology == null ? null : Typology.of(typology));
    }

    private void show(Context ctx, EpisodeRow row) {
        Map<String, Object> json = view.json(row);
        json.put("accounts", analysts.names());
        ctx.json(json);
    }

    private EpisodeRow row(Context ctx) {
        return desk.row(ctx.pathParam("episode"))
                .orElseThrow(() -> new NotFoundResponse(desk.completeSince()
                        .map(since -> "There is no such episode, or it is one of those until " + since
                                + " that were left out for want of memory; fintrans alerts prints them.")
                        .orElse("There is no such episode, or not any more.")));
    }

    private Alert alert(Episode episode) {
        return evidence.alert(episode)
                .orElseThrow(() -> new NotFoundResponse("Kafka does not have this alert any more."));
    }

    /** Nobody goes on with somebody else's reading. */
    private void earlier(Context ctx) {
        Episode episode = row(ctx).episode();
        String reader = Gate.visitor(ctx).user() + " " + shortened(ctx.queryParam("reader"));
        ctx.json(earlier.next(episode.alert().id(), reader, () -> evidence.alert(episode))
                .orElseThrow(() -> new NotFoundResponse("Kafka does not have this alert any more.")));
    }

    private static String shortened(@Nullable String name) {
        return name == null ? "" : name.substring(0, Math.min(name.length(), MOST_NAME_CHARS));
    }

    private void flow(Context ctx) {
        Episode episode = row(ctx).episode();
        ctx.json(
                FlowView.isBetweenTwo(episode.alert())
                        ? FlowView.json(episode, desk.others(episode, MOST_AROUND))
                        : EvidenceGraph.json(alert(episode)));
    }

    private void export(Context ctx) {
        EpisodeRow row = row(ctx);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exportedAt", desk.now().toEpochMilli());
        json.put("exportedBy", Gate.visitor(ctx).user());
        json.put("case", view.json(row));
        Alert alert = alert(row.episode());
        json.put("evidence", evidence.json(alert));
        json.put("earlier", earlier.all(alert, forFile(ctx)));
        ctx.header(
                "Content-Disposition",
                "attachment; filename=\"case-" + row.episode().id() + ".json\"");
        ctx.json(json);
    }

    private void report(Context ctx) {
        EpisodeRow row = row(ctx);
        Alert alert = alert(row.episode());
        ReportRows payments = new ReportRows(alert, evidence.json(alert), earlier.all(alert, forFile(ctx)));
        Session maker = Gate.visitor(ctx);
        String madeBy = maker.user() + " (" + maker.role().code() + ")";
        ctx.html(new Report(alert, row, payments, events(row), madeBy, desk.now()).html());
    }

    /** Each file is read from the beginning. */
    private static String forFile(Context ctx) {
        return Gate.visitor(ctx).user() + " " + UUID.randomUUID();
    }

    private List<Map<String, Object>> events(EpisodeRow row) {
        Case work = row.work();
        return work == null ? List.of() : view.events(work.events());
    }

    private Handler does(ActionReader reader) {
        return ctx -> {
            EpisodeRow row = row(ctx);
            JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
            // Nobody has seen more than there is: a case that was decided on it would never be reopened.
            long step = Math.min(
                    body.path("step").asLong(), row.episode().alert().id().step());
            CaseCommand command = new CaseCommand(
                    row.episode().id(),
                    row.episode().alert().subject(),
                    body.path("version").asLong(-1),
                    step,
                    text(body, "request"),
                    Gate.visitor(ctx).user(),
                    reader.read(row, body));
            // Each action has one or the other.
            budget.take(
                    ctx,
                    command.actor(),
                    text(body, "text").length() + text(body, "reason").length());
            submit(ctx, command);
        };
    }

    private void submit(Context ctx, CaseCommand command) throws IOException {
        try {
            cases.submit(command);
            show(ctx, row(ctx));
        } catch (CaseRefusedException e) {
            Refusals.answer(ctx, e, view.events(e.changed()));
        }
    }

    /** A text of which nothing can be seen counts as none. */
    static String text(JsonNode body, String field) {
        String text = body.path(field).asText();
        return text.codePoints().allMatch(CaseRoutes::isInvisible) ? "" : text;
    }

    private static boolean isInvisible(int each) {
        return Character.isWhitespace(each)
                || Character.isSpaceChar(each)
                || Character.getType(each) == Character.FORMAT;
    }

    private static @Nullable String textOrNull(JsonNode body, String field) {
        return body.path(field).textValue();
    }
}
