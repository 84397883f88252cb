package io.fintrans.console.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.alert.Typology;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.access.Session;
import io.fintrans.console.routes.WriteBudget;
import io.fintrans.console.user.Role;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.log.NextVersion;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Approved;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Declined;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleLog.Entry;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The rules, and what people do about them: propose, approve, decline. */
public final class RuleRoutes {
    private static final String RULES = "/api/v1/rules";
    private static final String PROPOSAL = RULES + "/proposals/{offset}";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RuleDesk desk;
    private final WriteBudget budget;
    private final BooleanSupplier alone;

    /** @param alone whether the console knows nobody, so that there is no second person: then a change counts at once */
    public RuleRoutes(RuleDesk desk, WriteBudget budget, BooleanSupplier alone) {
        this.desk = desk;
        this.budget = budget;
        this.alone = alone;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(RULES, Role.VIEWER, this::list),
                Route.post(RULES, Role.ANALYST, this::change),
                Route.post(PROPOSAL + "/approve", Role.APPROVER, this::approve),
                Route.post(PROPOSAL + "/decline", Role.ANALYST, this::decline));
    }

    private void list(Context ctx) {
        ctx.json(RuleView.json(desk.application(), desk.seen(), desk.now(), alone.getAsBoolean()));
    }

    private void change(Context ctx) throws IOException {
        JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
        RuleDraft draft = draft(body.path("rule"));
        boolean atOnce = alone.getAsBoolean();
        Session visitor = Gate.visitor(ctx);
        if (atOnce && !visitor.role().covers(Role.APPROVER)) {
            throw new ForbiddenResponse(
                    "A change counts at once here, as this console has no users; that needs the role"
                            + " approver, and yours is " + visitor.role().code() + ".");
        }
        int parameters = draft.parameters().entrySet().stream()
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
        Author author = author(ctx, body, parameters);
        answer(ctx, desk.write(log -> {
            if (NextVersion.isThere(log.rulebook(), draft)) {
                throw new IllegalArgumentException("That is so already, or will be. Nothing was changed.");
            }
            return atOnce ? version(log, author, draft) : new Proposed(author, draft);
        }));
    }

    private RuleChange version(RuleLog log, Author author, RuleDraft draft) {
        desk.prepare(log, draft);
        return new RuleChange.Set(
                author, NextVersion.of(log.rulebook(), draft, NextVersion.earliest(log, draft.name(), desk.now())));
    }

    private void approve(Context ctx) throws IOException {
        answerTo(ctx, (log, author, proposed) -> {
            if (proposed.change().author().isSamePerson(author)) {
                throw new ForbiddenResponse("Four eyes: you proposed this, so someone else has to approve it.");
            }
            RuleDraft draft = ((Proposed) proposed.change()).rule();
            NextVersion.since(log, proposed.offset(), draft.name()).ifPresent(later -> {
                throw new ConflictResponse(Objects.requireNonNull(later.rule()).id()
                        + ", has come since this was proposed, by "
                        + later.change().author().by() + ". To approve it would undo that. Have it proposed anew, and"
                        + " decline this one.");
            });
            desk.prepare(log, draft);
            return new Approved(
                    author,
                    proposed.offset(),
                    NextVersion.number(log.rulebook(), draft.name()),
                    NextVersion.earliest(log, draft.name(), desk.now()));
        });
    }

    private void decline(Context ctx) throws IOException {
        answerTo(ctx, (log, author, proposed) -> new Declined(author, proposed.offset()));
    }

    /** What is made of a proposal. */
    private interface Answer {
        RuleChange to(RuleLog log, Author author, Entry proposed);
    }

    private void answerTo(Context ctx, Answer answer) throws IOException {
        JsonNode body = MAPPER.readTree(ctx.bodyAsBytes());
        String offset = ctx.pathParam("offset");
        if (!offset.matches("[0-9]{1,18}")) {
            throw new NotFoundResponse("There is no such proposal.");
        }
        Author author = author(ctx, body, 0);
        answer(ctx, desk.write(log -> answer.to(log, author, open(log, Long.parseLong(offset)))));
    }

    private static Entry open(RuleLog log, long offset) {
        return log.proposals().stream()
                .filter(entry -> entry.offset() == offset)
                .findFirst()
                .orElseThrow(
                        () -> new ConflictResponse("This proposal is not open any more. Look at what became of it."));
    }

    private Author author(Context ctx, JsonNode body, int letters) {
        String why = plain("The reason", body.path("why").asText()).strip();
        if (why.codePoints().allMatch(RuleRoutes::isInvisible)) {
            throw new IllegalArgumentException("Give a reason: it is what others read later.");
        }
        String user = Gate.visitor(ctx).user();
        Author author = new Author(desk.application(), user, why, desk.now());
        budget.take(ctx, user, why.length() + letters);
        return author;
    }

    private void answer(Context ctx, Entry entry) {
        Map<String, Object> json =
                new HashMap<>(RuleView.json(desk.application(), desk.seen(), desk.now(), alone.getAsBoolean()));
        json.put("done", RuleView.change(entry));
        ctx.json(json);
    }

    /** @throws IllegalArgumentException if it is none, with a sentence */
    private static RuleDraft draft(JsonNode rule) {
        Map<String, String> parameters = new HashMap<>();
        rule.path("parameters")
                .properties()
                .forEach(each -> parameters.put(
                        plain("A parameter", each.getKey()),
                        plain("A parameter", each.getValue().asText())));
        return new RuleDraft(
                rule.path("name").asText(),
                read(rule, "typology", Typology::of),
                read(rule, "mode", Mode::of),
                Duration.ofMillis(rule.path("windowMillis").asLong()),
                parameters);
    }

    private static <T> T read(JsonNode rule, String field, Function<String, T> reader) {
        return reader.apply(rule.path(field).asText());
    }

    /** Halves of surrogate pairs have no bytes in UTF-8, so they cannot be written. */
    private static String plain(String what, String text) {
        boolean plain = text.codePoints()
                .allMatch(each -> (!Character.isISOControl(each) || each == '\n' || each == '\t')
                        && (each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE));
        if (!plain) {
            throw new IllegalArgumentException(what + " may not have control characters other than newline and tab.");
        }
        return text;
    }

    private static boolean isInvisible(int each) {
        return Character.isWhitespace(each)
                || Character.isSpaceChar(each)
                || Character.getType(each) == Character.FORMAT;
    }
}
