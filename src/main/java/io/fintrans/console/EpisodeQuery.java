package io.fintrans.console;

import io.fintrans.alert.Typology;
import io.fintrans.casework.CaseState;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which episodes someone wants to see, and in which order. Plain: made of the parameters of a request, applied to rows. */
final class EpisodeQuery {
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
            "source", Comparator.comparing(row -> row.episode().alert().source()),
            "target", Comparator.comparing(row -> row.episode().alert().target()));

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
    EpisodeQuery(Function<String, @Nullable String> parameter) {
        Function<String, @Nullable String> of = name -> {
            String value = parameter.apply(name);
            return value == null || value.isBlank() ? null : value.strip();
        };
        this.rest = rest(of);
        this.state = orElse(of.apply("state"), "todo");
        if (!state.equals("todo") && !state.equals("all")) {
            requireState(state);
        }
        String sort = orElse(of.apply("sort"), "at");
        Comparator<EpisodeRow> by = ORDERS.get(sort);
        if (by == null) {
            throw new IllegalArgumentException("sort must be one of " + ORDERS.keySet() + " but was: " + sort);
        }
        Comparator<EpisodeRow> directed = "asc".equals(of.apply("order")) ? by : by.reversed();
        this.order = directed.thenComparing(row -> row.episode().id());
        this.offset = Math.min(MOST_OFFSET, Math.max(0, Integer.parseInt(orElse(of.apply("offset"), "0"))));
        this.limit = Math.min(MOST, Math.max(1, Integer.parseInt(orElse(of.apply("limit"), Integer.toString(USUAL)))));
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

    private static Predicate<EpisodeRow> rest(Function<String, @Nullable String> of) {
        Predicate<EpisodeRow> all = row -> true;
        String account = of.apply("account");
        if (account != null) {
            all = all.and(row -> row.episode().hasAccount(account));
        }
        String city = of.apply("city");
        if (city != null) {
            all = all.and(row -> row.episode().cities().contains(city));
        }
        String rule = of.apply("rule");
        if (rule != null) {
            requireRule(rule);
            all = all.and(row -> row.episode().alert().typology().code().equals(rule));
        }
        String since = of.apply("since");
        if (since != null) {
            Instant from = Instant.ofEpochMilli(Long.parseLong(since));
            all = all.and(row -> !row.episode().alert().at().isBefore(from));
        }
        String text = of.apply("q");
        if (text != null) {
            String small = text.toLowerCase(Locale.ROOT);
            all = all.and(row -> has(row.episode(), small));
        }
        if (!"true".equals(of.apply("muted"))) {
            all = all.and(row -> !row.muted());
        }
        return all.and(amounts(of.apply("min"), of.apply("max")));
    }

    private static Predicate<EpisodeRow> amounts(@Nullable String min, @Nullable String max) {
        return atLeast(min, 1).and(atLeast(max, -1));
    }

    /** @param direction 1 for at least, -1 for at most */
    private static Predicate<EpisodeRow> atLeast(@Nullable String limit, int direction) {
        if (limit == null) {
            return row -> true;
        }
        // Read once, not for each of a hundred thousand rows.
        Map<Currency, Long> limits = new HashMap<>();
        return row -> {
            Money total = row.episode().alert().total();
            long inMinorUnits = limits.computeIfAbsent(
                    total.currency(), currency -> Money.parse(limit, currency).minorUnits());
            return Long.compare(total.minorUnits(), inMinorUnits) * direction >= 0;
        };
    }

    /** As people search: capital letters do not matter. */
    private static boolean has(Episode episode, String small) {
        return contains(episode.alert().source().toString(), small)
                || contains(episode.alert().target().toString(), small)
                || contains(episode.id(), small);
    }

    private static boolean contains(String text, String small) {
        return text.toLowerCase(Locale.ROOT).contains(small);
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }

    /** What of the rows is asked for: how many there are in each state, and a page of them. */
    Map<String, Object> apply(List<EpisodeRow> rows, Instant now) {
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
