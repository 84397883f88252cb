package io.fintrans.benchmark.quality;

import java.time.Duration;

/** How long a pattern takes, from its first payment to its last. */
enum SpanClass {
    DAY("up to 24 h", Duration.ofDays(1)),
    THREE_DAYS("up to 72 h", Duration.ofDays(3)),
    LONGER("longer", Duration.ofDays(36_500));

    private final String title;
    private final Duration most;

    SpanClass(String title, Duration most) {
        this.title = title;
        this.most = most;
    }

    static SpanClass of(Duration span) {
        SpanClass shortest = LONGER;
        for (SpanClass each : values()) {
            shortest = span.compareTo(each.most) <= 0 && each.compareTo(shortest) < 0 ? each : shortest;
        }
        return shortest;
    }

    String title() {
        return title;
    }
}
