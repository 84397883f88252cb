package io.fintrans.reconcile.report;

import io.fintrans.transaction.Count;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What could be neither proven nor refuted, counted by why not. It is never counted as right. */
public final class Unchecked {
    /** Why something cannot be checked. */
    public enum Kind {
        OPEN_TRANSACTIONS(
                "openTransactions",
                "offset of cities' topics lies behind open transactions",
                "offsets of cities' topics lie behind open transactions"),
        SHORTENED_WINDOWS(
                "shortenedWindows",
                "alert says that memory made its window shorter",
                "alerts say that memory made their window shorter"),
        OTHER_SETTINGS(
                "otherSettings",
                "alert was made with other settings than the proof was given",
                "alerts were made with other settings than the proof was given"),
        ORDER_OF_ARRIVAL(
                "orderOfArrival",
                "alert is right only if some payments came after it",
                "alerts are right only if some payments came after them"),
        CUT_SEARCH(
                "cutSearch",
                "alert of the network is not the expected one, but rests on a search that was ended before it had seen everything",
                "alerts of the network are not the expected ones, but rest on searches that were ended before they had seen everything"),
        NOT_JOINED(
                "notJoined",
                "episode stands beside another that its payments join it with, as detectors left them before form 4 of alerts",
                "episodes stand beside others that their payments join them with, as detectors left them before form 4 of alerts"),
        NOT_REVISED(
                "notRevised",
                "alert is as of an earlier time than its pair was over the threshold, and was not revised",
                "alerts are as of an earlier time than their pairs were over the threshold, and were not revised"),
        TOO_MANY_ALERTS(
                "tooManyAlerts",
                "alert is one of more of its pair than can be held against its windows",
                "alerts are of pairs with more of them than can be held against their windows"),
        DELETED_PAYMENTS(
                "deletedPayments",
                "alert or volume rests on payments that their topics have deleted",
                "alerts and volumes rest on payments that their topics have deleted"),
        LATER_RECORDS(
                "laterRecords",
                "record rests on payments that came too long after the cut to be read",
                "records rest on payments that came too long after the cut to be read"),
        CLOCKS(
                "clocks",
                "record was judged by a clock that nobody else can read",
                "records were judged by a clock that nobody else can read"),
        FORGOTTEN_REJECTIONS(
                "forgottenRejections",
                "record is no payment, and fintrans.rejected has forgotten it",
                "records are no payments, and fintrans.rejected has forgotten them"),
        FORGOTTEN_VOLUMES(
                "forgottenVolumes",
                "second is older than what fintrans.volumes keeps",
                "seconds are older than what fintrans.volumes keeps"),
        NOT_ACCEPTED(
                "notAccepted",
                "payment was counted before fintrans.accepted begins",
                "payments were counted before fintrans.accepted begins"),
        WORDING(
                "wording",
                "rejected record has a detail in other words than this version's",
                "rejected records have a detail in other words than this version's"),
        INTERNAL_RECORDS(
                "internalRecords",
                "record of an internal topic was rejected: a stranger wrote it, or a city's topic is gone",
                "records of internal topics were rejected: a stranger wrote them, or a city's topic is gone"),
        OTHER_CITIES(
                "otherCities",
                "record is about a city that was not given",
                "records are about cities that were not given");

        private final String code;
        private final String one;
        private final String many;

        Kind(String code, String one, String many) {
            this.code = code;
            this.one = one;
            this.many = many;
        }

        /** Its name in JSON. */
        public String code() {
            return code;
        }

        /** So many of them, in words. */
        public String words(long count) {
            return Count.of(count, one, many);
        }
    }

    /** How many of each kind are named. */
    static final int NAMES = 20;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);

    /** @param what says which one it is */
    public void add(Kind kind, String what) {
        add(kind, 1, what);
    }

    /** @param what says which they are, all together */
    public void add(Kind kind, long count, String what) {
        if (count > 0) {
            counts.merge(kind, count, Long::sum);
            Set<String> named = names.computeIfAbsent(kind, any -> new LinkedHashSet<>());
            if (named.size() < NAMES) {
                named.add(what);
            }
        }
    }

    /** Which they are, the first {@link #NAMES} of each kind. */
    public Map<Kind, List<String>> names() {
        Map<Kind, List<String>> first = new EnumMap<>(Kind.class);
        names.forEach((kind, named) -> first.put(kind, List.copyOf(named)));
        return first;
    }

    /** How many there are of all kinds together. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<Kind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
