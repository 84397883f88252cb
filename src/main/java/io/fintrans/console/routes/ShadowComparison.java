package io.fintrans.console.routes;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EpisodeRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a rule has found live and in the shadow while both were in force. Two findings are the same if they are about the same subject and were
 * over their limits at overlapping times; each counts for the day on which it began. Withdrawn ones count for nothing.
 */
final class ShadowComparison {
    private static final int MOST_ROWS = 50;
    private static final int MOST_DAYS = 400;

    private final List<Episode> live;
    private final List<Episode> shadow;
    private final Instant since;
    private final Instant until;

    /**
     * @param live findings of the rule, and {@code shadow}
     * @param since from when on the version in the shadow is in force
     * @param until until when
     */
    ShadowComparison(List<Episode> live, List<Episode> shadow, Instant since, Instant until) {
        this.since = since;
        this.until = until;
        this.live = within(live);
        this.shadow = within(shadow);
    }

    private List<Episode> within(List<Episode> all) {
        return all.stream()
                .filter(each -> each.alert().state() != AlertState.WITHDRAWN)
                .filter(each -> !newest(each.alert()).isBefore(since)
                        && each.alert().openedAt().isBefore(until))
                .toList();
    }

    /** For the page; see docs/console.md. */
    Map<String, Object> json(Instant now) {
        List<Episode> onlyLive = onlyIn(live, shadow);
        List<Episode> onlyShadow = onlyIn(shadow, live);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("since", since.toEpochMilli());
        json.put("until", until.toEpochMilli());
        json.put("live", live.size());
        json.put("shadow", shadow.size());
        json.put("onlyLive", onlyLive.size());
        json.put("onlyShadow", onlyShadow.size());
        json.put("days", days());
        json.put("onlyLiveRows", rows(onlyLive, now));
        json.put("onlyShadowRows", rows(onlyShadow, now));
        return json;
    }

    private List<Map<String, Object>> days() {
        TreeMap<LocalDate, int[]> days = new TreeMap<>();
        live.forEach(each -> days.computeIfAbsent(day(each), any -> new int[2])[0]++);
        shadow.forEach(each -> days.computeIfAbsent(day(each), any -> new int[2])[1]++);
        List<Map<String, Object>> rows = new ArrayList<>();
        days.descendingMap().forEach((day, counts) -> {
            if (rows.size() < MOST_DAYS) {
                rows.add(Map.of("day", day.toString(), "live", counts[0], "shadow", counts[1]));
            }
        });
        return rows;
    }

    /** One that had begun before counts for the first day. */
    private LocalDate day(Episode episode) {
        Instant opened = episode.alert().openedAt();
        return (opened.isBefore(since) ? since : opened)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }

    /** Those that the others do not have. */
    private static List<Episode> onlyIn(List<Episode> these, List<Episode> others) {
        Map<String, TreeMap<Instant, Instant>> times = new HashMap<>();
        others.stream()
                .sorted(Comparator.comparing(each -> begin(each.alert())))
                .forEach(each ->
                        add(times.computeIfAbsent(each.alert().subject().key(), any -> new TreeMap<>()), each.alert()));
        return these.stream()
                .filter(each ->
                        !overlaps(times.getOrDefault(each.alert().subject().key(), new TreeMap<>()), each.alert()))
                .toList();
    }

    /** Times that touch become one, so that however many there are, each is found at once; they come in order of their beginnings. */
    private static void add(NavigableMap<Instant, Instant> times, Alert alert) {
        Map.Entry<Instant, Instant> last = times.lastEntry();
        if (last == null || last.getValue().isBefore(begin(alert))) {
            times.put(begin(alert), newest(alert));
        } else if (last.getValue().isBefore(newest(alert))) {
            times.put(last.getKey(), newest(alert));
        }
    }

    private static boolean overlaps(NavigableMap<Instant, Instant> times, Alert alert) {
        Map.Entry<Instant, Instant> before = times.floorEntry(newest(alert));
        return before != null && !before.getValue().isBefore(begin(alert));
    }

    /** The earliest payment that may have counted. */
    private static Instant begin(Alert alert) {
        return alert.openedAt().minus(alert.window());
    }

    private static Instant newest(Alert alert) {
        return alert.asOf().isAfter(alert.at()) ? alert.asOf() : alert.at();
    }

    private static List<Map<String, Object>> rows(List<Episode> episodes, Instant now) {
        return episodes.stream()
                .sorted(Comparator.comparing((Episode each) -> newest(each.alert()))
                        .reversed())
                .limit(MOST_ROWS)
                .map(each -> new EpisodeRow(each, null, false).json(now))
                .toList();
    }
}
