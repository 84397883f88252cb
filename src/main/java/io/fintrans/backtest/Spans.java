package io.fintrans.backtest;

import io.fintrans.alert.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** About which subjects there are findings at which times, whatever rule they are of. Those that were taken back do not count. */
public final class Spans {
    /** Of one subject, in order of begin, with the latest end of any up to there. */
    private static final class Line {
        private final long[] begins;
        private final long[] ends;

        Line(List<Outcome> outcomes) {
            outcomes.sort(Comparator.comparingLong(Outcome::begin));
            begins = new long[outcomes.size()];
            ends = new long[outcomes.size()];
            long end = Long.MIN_VALUE;
            for (int i = 0; i < begins.length; i++) {
                begins[i] = outcomes.get(i).begin();
                end = Math.max(end, outcomes.get(i).end());
                ends[i] = end;
            }
        }

        boolean overlaps(long begin, long end) {
            int low = 0;
            int high = begins.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (begins[middle] < end) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low > 0 && ends[low - 1] > begin;
        }
    }

    private final Map<Subject, Line> lines = new HashMap<>();

    public Spans(List<Outcome> outcomes) {
        Map<Subject, List<Outcome>> bySubject = new HashMap<>();
        for (Outcome outcome : outcomes) {
            if (!outcome.withdrawn()) {
                bySubject
                        .computeIfAbsent(outcome.subject(), any -> new ArrayList<>(1))
                        .add(outcome);
            }
        }
        bySubject.forEach((subject, ofSubject) -> lines.put(subject, new Line(ofSubject)));
    }

    /**
     * Whether there is a finding about a subject whose payments are of the same time, in part at least.
     *
     * @param begin payments are later than this, in milliseconds since 1970
     * @param end and up to this
     */
    public boolean overlaps(Subject subject, long begin, long end) {
        Line line = lines.get(subject);
        return line != null && line.overlaps(begin, end);
    }

    /** How many of some findings are here, too. */
    public long count(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(each -> !each.withdrawn() && overlaps(each.subject(), each.begin(), each.end()))
                .count();
    }
}
