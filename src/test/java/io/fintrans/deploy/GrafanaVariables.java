package io.fintrans.deploy;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Grafana puts into a query before it sends it to InfluxDB.
 *
 * <p>The rules are those of Grafana 11: its InfluxDB plugin for {@code $timeFilter} and the intervals, its format {@code regex}
 * for the city variable.
 *
 * @param interval the width of one point on the screen, whole seconds
 * @param cities what is chosen; empty for "All", which stands for the variable's {@code allValue}
 */
record GrafanaVariables(Instant from, Instant to, Duration interval, List<String> cities) {
    private static final Pattern LEFT = Pattern.compile("\\$\\{|\\$[A-Za-z_]|\\[\\[");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$*+?.()|\\[\\]{}/]");

    String fill(String query) {
        String filled = query.replace("$timeFilter", timeFilter())
                .replace("$__interval_ms", Long.toString(interval.toMillis()))
                .replace("$__interval", interval.toSeconds() + "s")
                .replace("${city:regex}", cityRegex());
        if (LEFT.matcher(filled).find()) {
            throw new AssertionError("a variable that this test does not know: " + filled);
        }
        return filled;
    }

    boolean shows(String city) {
        return cities.isEmpty() || cities.contains(city);
    }

    private String timeFilter() {
        return "time >= " + from.toEpochMilli() + "ms and time <= " + to.toEpochMilli() + "ms";
    }

    private String cityRegex() {
        if (cities.isEmpty()) {
            return ".*";
        }
        String any = cities.stream()
                .map(city -> SPECIAL.matcher(city).replaceAll("\\\\$0"))
                .collect(joining("|"));
        return cities.size() == 1 ? any : "(" + any + ")";
    }
}
