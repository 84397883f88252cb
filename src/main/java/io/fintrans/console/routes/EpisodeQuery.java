package io.fintrans.console.routes;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Severity;
import io.fintrans.casework.CaseState;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.console.desk.Investigation;
import io.fintrans.transaction.AccountId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
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
            "severity", Comparator.comparing(EpisodeRow::severity),
            "urgency",
                    Comparator.comparingInt(EpisodeRow::urgency)
                            .thenComparing(row -> row.episode().alert().at()),
            "source", Comparator.comparing(row -> first(row.episode().alert())),
            "target", Comparator.comparing(row -> last(row.episode().alert())));

    private final EpisodeFilter filter;
    private final boolean grouped;
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
        this.filter = new EpisodeFilter(of);
        this.grouped = of.oneOf("grouped", "false", "true").equals("true");
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

    /** What of the rows is asked for: how many there are in each state and of each severity, which rules flood the list, and a page of it. */
    public Map<String, Object> apply(List<EpisodeRow> rows, Instant now) {
        List<EpisodeRow> matching = rows.stream().filter(filter.rest()).toList();
        List<EpisodeRow> shown = matching.stream().filter(filter::isShown).toList();
        List<EpisodeRow> severe = shown.stream().filter(filter::isSevereEnough).toList();
        Map<String, Object> answer = new HashMap<>();
        answer.put(
                "counts",
                counts(CaseState.values(), CaseState::code, severe.stream().map(EpisodeRow::state)));
        answer.put(
                "severities",
                counts(
                        Severity.values(),
                        Severity::code,
                        shown.stream().filter(this::isInState).map(EpisodeRow::severity)));
        answer.put(
                "floods",
                Floods.json(matching.stream()
                        .filter(row -> filter.countsHeld() && row.held())
                        .filter(filter::isSevereEnough)
                        .filter(this::isInState)));
        putPage(severe.stream().filter(this::isInState).toList(), now, answer);
        return answer;
    }

    private void putPage(List<EpisodeRow> found, Instant now, Map<String, Object> answer) {
        Map<String, Integer> sizes = new HashMap<>();
        found.forEach(row -> sizes.merge(group(row), 1, Integer::sum));
        List<EpisodeRow> lines = grouped ? firstOfEach(found) : found;
        answer.put("total", lines.size());
        answer.put("findings", found.size());
        answer.put(
                "items",
                first(lines, offset + limit).stream()
                        .skip(offset)
                        .map(row -> {
                            Map<String, Object> json = row.json(now);
                            json.put("together", grouped ? sizes.getOrDefault(group(row), 1) : 1);
                            return json;
                        })
                        .toList());
    }

    /** What is one line where findings are grouped: an investigation, or an episode that is in none. */
    private static String group(EpisodeRow row) {
        Investigation investigation = row.investigation();
        return investigation == null ? row.episode().id() : investigation.id();
    }

    private List<EpisodeRow> firstOfEach(List<EpisodeRow> rows) {
        Map<String, EpisodeRow> first = new HashMap<>();
        rows.forEach(row -> first.merge(group(row), row, (one, other) -> order.compare(one, other) <= 0 ? one : other));
        return List.copyOf(first.values());
    }

    private static <E> Map<String, Integer> counts(E[] constants, Function<E, String> code, Stream<E> found) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (E each : constants) {
            counts.put(code.apply(each), 0);
        }
        found.forEach(each -> counts.merge(code.apply(each), 1, Integer::sum));
        return counts;
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
