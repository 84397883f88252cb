package io.fintrans.console.account;

import io.fintrans.casework.CaseEvent;
import io.fintrans.console.access.Gate;
import io.fintrans.console.access.Route;
import io.fintrans.console.desk.CaseView;
import io.fintrans.console.desk.Desk;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.console.live.Viewer;
import io.fintrans.console.record.CaseLog;
import io.fintrans.console.user.Role;
import io.fintrans.transaction.AccountId;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an account asks: findings and decisions about it, and its payments. The account is a parameter and no part of the path, as it may be
 * called {@code ..}.
 */
public final class AccountPageRoutes {
    private static final int AT_ONCE = 3;
    private static final int MOST = 200;
    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration NEW = Duration.ofHours(1);

    private final Desk desk;
    private final CaseLog cases;
    private final Gate gate;
    private final String application;
    private final Map<String, Object> clientProperties;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<Viewer> pages = ConcurrentHashMap.newKeySet();

    /** @param application the detector whose accepted payments are shown */
    public AccountPageRoutes(
            Desk desk, CaseLog cases, Gate gate, String application, Map<String, Object> clientProperties) {
        this.desk = desk;
        this.cases = cases;
        this.gate = gate;
        this.application = application;
        this.clientProperties = Map.copyOf(clientProperties);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/accounts", Role.VIEWER, this::show),
                Route.get("/api/v1/accounts/payments", Role.VIEWER, this::payments));
    }

    /** Ends with the server. */
    public void endWith(JavalinConfig config) {
        config.events.serverStopping(() -> pages.forEach(Viewer::leave));
    }

    private void show(Context ctx) {
        AccountId account = account(ctx);
        List<EpisodeRow> findings = desk.of(account);
        Set<String> episodes =
                findings.stream().map(each -> each.episode().id()).collect(Collectors.toSet());
        ctx.json(cases.read(book -> {
            List<CaseEvent> events = book.history(0, Integer.MAX_VALUE).stream()
                    .filter(event -> event.subject().has(account) || episodes.contains(event.episode()))
                    .toList();
            Instant now = desk.now();
            return Map.of(
                    "account", account.toString(),
                    "findings", findings.size(),
                    "episodes",
                            findings.stream()
                                    .limit(MOST)
                                    .map(row -> row.json(now))
                                    .toList(),
                    "decisions", events.size(),
                    "events", CaseView.events(book, events.stream().limit(MOST).toList()));
        }));
    }

    private void payments(Context ctx) throws IOException {
        AccountId account = account(ctx);
        long now = desk.now().toEpochMilli();
        long since = since(ctx.queryParam("since"), now - USUAL.toMillis());
        ServletOutputStream out = ctx.res().getOutputStream();
        if (!places.tryAcquire()) {
            throw new ServiceUnavailableResponse("Others look at payments at the moment. Try again in a moment.");
        }
        ctx.contentType("application/x-ndjson; charset=utf-8");
        // The proxy nginx would collect lines otherwise.
        ctx.header("X-Accel-Buffering", "no");
        Viewer page = new Viewer(out, gate.stillIn(ctx));
        pages.add(page);
        AccountSight sight = new AccountSight(account, application, now - NEW.toMillis());
        Thread thread = new Thread(() -> look(new AccountLook(sight, since, clientProperties, page)), "account-look");
        thread.setDaemon(true);
        ctx.future(() -> {
            out.setWriteListener(page);
            thread.start();
            return page.gone().thenRun(() -> pages.remove(page));
        });
    }

    private void look(AccountLook look) {
        try {
            look.run();
        } finally {
            places.release();
        }
    }

    private static AccountId account(Context ctx) {
        String text = ctx.queryParam("account");
        try {
            return AccountId.of(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            BadRequestResponse refused = new BadRequestResponse("account must be the name of an account, such as 516.");
            refused.initCause(e);
            throw refused;
        }
    }

    private static long since(@Nullable String text, long usual) {
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw new BadRequestResponse("since must be a time in milliseconds since 1970.");
        }
        return Long.parseLong(text);
    }
}
