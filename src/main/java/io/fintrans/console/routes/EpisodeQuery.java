package io.fintrans.console.routes;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Typology;
import io.fintrans.casework.CaseState;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which episodes someone wants to see, and in which order. Plain: made of the parameters of a request, applied to rows. */
public final class EpisodeQuery {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final int MOST_OFFSET = 10_000_000;
    private static final Map<String, Comparator<EpisodeRow>> ORDERS = Map.of(
            "at", Comparator.comparing((EpisodeRow row) -> row.episode().alert().at()),
            "total",
                    Comparator.comparingLong(
                            row -> row.episode().alert().total().minorUnits()),
            "times", Comparator.comparing(row -> row.episode().times()),
            "payments", Comparator.comparingInt(row -> row.episode().alert().payments()),
            "subject",
                    Comparator.comparing(row -> row.episode().alert().subject().words()),
            "severity", Comparator.comparing(row -> row.episode().alert().severity()),
            "source", Comparator.comparing(row -> first(row.episode().alert())),
            "target", Comparator.comparing(row -> last(row.episode().alert())));

    private final Predicate<EpisodeRow> rest;
    private final String state;
    private final Comparator<EpisodeRow> order;
    private final int offset;
    private final int limit;

    /**
     * Reads the parameters of the request.
     *
     * @param parameter the value of a name, or null
     * @throws IllegalArgumentException if one of them is nothing that can be asked for
     */
    public EpisodeQuery(Function<String, @Nullable String> parameter) {
        Parameters of = new Parameters(parameter);
        this.rest = rest(of);
        this.state = of.text("state", "todo");
        if (!state.equals("todo") && !state.equals("all")) {
            requireState(state);
        }
        String sort = of.text("sort", "at");
        Comparator<EpisodeRow> by = ORDERS.get(sort);
        if (by == null) {
            throw new IllegalArgumentException(
                    "sort must be one of " + new TreeSet<>(ORDERS.keySet()) + " but was: " + sort);
        }
        Comparator<EpisodeRow> directed = of.oneOf("order", "desc", "asc").equals("asc") ? by : by.reversed();
        this.order = directed.thenComparing(row -> row.episode().id());
        this.offset = of.number("offset", 0, 0, MOST_OFFSET);
        this.limit = of.number("limit", USUAL, 1, MOST);
    }

    private static AccountId first(Alert alert) {
        return alert.subject().accounts().get(0);
    }

    private static AccountId last(Alert alert) {
        List<AccountId> accounts = alert.subject().accounts();
        return accounts.get(accounts.size() - 1);
    }

    private static void requireState(String state) {
        List<String> states =
                Arrays.stream(CaseState.values()).map(CaseState::code).toList();
        if (!states.contains(state)) {
            throw new IllegalArgumentException("state must be todo, all or one of " + states + " but was: " + state);
        }
    }

    private static void requireRule(String rule) {
        List<String> rules =
                Arrays.stream(Typology.values()).map(Typology::code).toList();
        if (!rules.contains(rule)) {
            throw new IllegalArgumentException("rule must be one of " + rules + " but was: " + rule);
        }
    }

    private static Severity severity(String code) {
        return Arrays.stream(Severity.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("severity must be one of "
                        + Arrays.stream(Severity.values()).map(Severity::code).toList() + " but was: " + code));
    }

    private static Predicate<EpisodeRow> rest(Parameters of) {
        Predicate<EpisodeRow> all = row -> true;
        String account = of.text("account");
        if (account != null) {
            all = all.and(row -> row.episode().hasAccount(account));
        }
        String city = of.text("city");
        if (city != null) {
            // No topic's name has a comma.
            List<String> any = List.of(city.split(",", -1));
            all = all.and(row -> !Collections.disjoint(row.episode().cities(), any));
        }
        String rule = of.text("rule");
        if (rule != null) {
            requireRule(rule);
            all = all.and(row -> row.episode().alert().typology().code().equals(rule));
        }
        String severity = of.text("severity");
        if (severity != null) {
            Severity wanted = severity(severity);
            all = all.and(row -> row.episode().alert().severity() == wanted);
        }
        Long since = of.number("since");
        if (since != null) {
            Instant from = Instant.ofEpochMilli(since);
            all = all.and(row -> !row.episode().alert().at().isBefore(from));
        }
        String text = of.text("q");
        if (text != null) {
            String small = text.toLowerCase(Locale.ROOT);
            all = all.and(row -> has(row.episode(), small));
        }
        if (of.oneOf("muted", "false", "true").equals("false")) {
            all = all.and(row -> !row.muted());
        }
        return all.and(atLeast(of.amount("min"), 1)).and(atLeast(of.amount("max"), -1));
    }

    /** @param direction 1 for at least, -1 for at most */
    private static Predicate<EpisodeRow> atLeast(@Nullable BigDecimal limit, int direction) {
        return limit == null
                ? row -> true
                : row -> major(row.episode().alert().total()).compareTo(limit) * direction >= 0;
    }

    /** Currencies differ in their decimals, and an amount may have more of them than the alert's currency. */
    private static BigDecimal major(Money money) {
        return BigDecimal.valueOf(
                money.minorUnits(), Math.max(0, money.currency().getDefaultFractionDigits()));
    }

    /** As people search: capital letters do not matter. */
    private static boolean has(Episode episode, String small) {
        return episode.accounts().anyMatch(account -> contains(account.toString(), small))
                || contains(episode.id(), small);
    }

    private static boolean contains(String text, String small) {
        return text.toLowerCase(Locale.ROOT).contains(small);
    }

    /** What of the rows is asked for: how many there are in each state, and a page of them. */
    public Map<String, Object> apply(List<EpisodeRow> rows, Instant now) {
        Map<CaseState, Integer> counts = new EnumMap<>(CaseState.class);
        for (CaseState each : CaseState.values()) {
            counts.put(each, 0);
        }
        List<EpisodeRow> matching = rows.stream().filter(rest).toList();
        matching.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        List<EpisodeRow> inState = matching.stream().filter(this::isInState).toList();
        Map<String, Integer> named = new LinkedHashMap<>();
        counts.forEach((each, count) -> named.put(each.code(), count));
        return Map.of(
                "total", inState.size(),
                "counts", named,
                "items",
                        first(inState, offset + limit).stream()
                                .skip(offset)
                                .map(row -> row.json(now))
                                .toList());
    }

    /** The first so many in order: sorting all of a hundred thousand for a page of fifty takes four times as long. */
    private List<EpisodeRow> first(List<EpisodeRow> rows, int most) {
        if (most > rows.size() / 8) {
            return rows.stream().sorted(order).limit(most).toList();
        }
        PriorityQueue<EpisodeRow> kept = new PriorityQueue<>(order.reversed());
        for (EpisodeRow row : rows) {
            if (kept.size() < most) {
                kept.add(row);
            } else if (order.compare(row, kept.element()) < 0) {
                kept.remove();
                kept.add(row);
            }
        }
        return kept.stream().sorted(order).toList();
    }

    private boolean isInState(EpisodeRow row) {
        return switch (state) {
            case "all" -> true;
            case "todo" -> row.state() != CaseState.DECIDED;
            default -> row.state().code().equals(state);
        };
    }
}
