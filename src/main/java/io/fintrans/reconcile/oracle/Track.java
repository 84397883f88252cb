package io.fintrans.reconcile.oracle;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions of a rule in one mode, one after the other. At any time at most one of them is in force, and judges the windows that end
 * then. What they find belongs together: episodes go on from one to the next.
 */
public final class Track {
    /** In place of the number of a version, where none is in force. */
    public static final int NONE = -1;

    /**
     * A version while it is in force. Times in milliseconds since 1970.
     *
     * @param until when it is in force no more
     * @param countsAfter payments up to this time do not count
     */
    public record Version(RuleSpec spec, long from, long until, long countsAfter) {
        public long window() {
            return spec.window().toMillis();
        }

        /** The earliest time of a payment that counts in the window which ends at a time. */
        public long begin(long end) {
            return Math.max(end - window(), countsAfter) + 1;
        }

        public boolean isInForce(long time) {
            return from <= time && time < until;
        }

        /** Whether payments before those that count would be in the window which ends at a time. */
        public boolean isShortenedAt(long end) {
            return countsAfter > end - window();
        }

        /** When the first window ends that may hold a payment of a time. */
        long firstEnd(long time) {
            return Math.max(time, from);
        }

        /** Before when the last window ends that may hold a payment of a time. */
        long endOfEnds(long time) {
            return Math.min(time + window(), until);
        }

        /** Whether windows hold a payment of a time at all. */
        boolean counts(long time) {
            return time > countsAfter;
        }
    }

    private final String name;
    private final Mode mode;
    private final List<Version> versions;
    /** None of large first payments, which have no windows. */
    private final List<OracleRule> oracles;

    private final Map<OracleRule, List<OracleRule>> alike = new LinkedHashMap<>();

    private Track(String name, Mode mode, List<Version> versions) {
        this.name = name;
        this.mode = mode;
        this.versions = List.copyOf(versions);
        this.oracles = versions.stream()
                .map(Version::spec)
                .filter(spec -> spec.typology() != Typology.LARGE_FIRST)
                .map(OracleRule::of)
                .toList();
        for (OracleRule oracle : oracles) {
            OracleRule first =
                    alike.keySet().stream().filter(oracle::weighsAs).findFirst().orElse(oracle);
            alike.computeIfAbsent(first, any -> new ArrayList<>()).add(oracle);
        }
    }

    /** All of a rulebook that find anything, in the order of their names. */
    static List<Track> of(Rulebook rules, HeldTimes held) {
        Map<String, List<Version>> byTrack = new TreeMap<>();
        for (RuleSpec spec : rules.specs()) {
            long until = rules.until(spec);
            long from = spec.from().toEpochMilli();
            if (spec.mode().finds() && from < until) {
                byTrack.computeIfAbsent(spec.id().name() + ' ' + spec.mode(), any -> new ArrayList<>())
                        .add(new Version(spec, from, until, held.countsAfter(spec)));
            }
        }
        return byTrack.values().stream()
                .map(versions -> new Track(
                        versions.get(0).spec().id().name(),
                        versions.get(0).spec().mode(),
                        versions))
                .toList();
    }

    /** Of the rule; a live track and one in the shadow may share it. */
    String name() {
        return name;
    }

    Mode mode() {
        return mode;
    }

    public Typology typology() {
        return versions.get(0).spec().typology();
    }

    /** What the ids of its episodes are made of. */
    public String episodeName() {
        return mode == Mode.SHADOW ? "shadow of " + name : name;
    }

    /** Something that was found by them, for people. */
    public String nameOf(String pair) {
        return mode == Mode.SHADOW ? pair + ", " + episodeName() : pair;
    }

    /** In the order of their times. */
    public List<Version> versions() {
        return versions;
    }

    public OracleRule oracle(int version) {
        return oracles.get(version);
    }

    /** By one of them, the versions for which each payment weighs the same. */
    public Map<OracleRule, List<OracleRule>> weighingAlike() {
        return alike;
    }

    /** The number of the version that is in force at a time, or {@link #NONE}. */
    public int at(long time) {
        int low = 0;
        int high = versions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (versions.get(middle).from() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && versions.get(low - 1).isInForce(time) ? low - 1 : NONE;
    }

    /** The number of a version, or {@link #NONE}. */
    public int find(RuleId id) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).spec().id().equals(id)) {
                return i;
            }
        }
        return NONE;
    }

    /** The earliest time of a payment that counts in the window which ends at a time; later than that where none ends. */
    public long begin(long end) {
        int version = at(end);
        return version == NONE ? end + 1 : versions.get(version).begin(end);
    }

    /** The earliest time of a payment that counts in a window which ends at one of these times. */
    public long earliest(long firstEnd, long lastEnd) {
        long earliest = firstEnd;
        for (Version version : versions) {
            if (version.from() <= lastEnd && version.until() > firstEnd) {
                earliest = Math.min(earliest, version.begin(version.firstEnd(firstEnd)));
            }
        }
        return earliest;
    }

    /**
     * What is over less than this after something that is over at a time belongs to the same episode: the longest window that the rule has had
     * until then. It never shrinks, so that what came late joins episodes but divides none.
     */
    public long reach(long time) {
        long reach = 0;
        for (Version version : versions) {
            reach = version.from() <= time ? Math.max(reach, version.window()) : reach;
        }
        return reach;
    }

    /** The earliest time from which on what was over belongs to the same episode as what is over at a time. */
    public long reachedFrom(long time) {
        long earliest = time;
        long reach = 0;
        for (int i = 0; i < versions.size(); i++) {
            reach = Math.max(reach, versions.get(i).window());
            long first = Math.max(versions.get(i).from(), time - reach + 1);
            boolean before =
                    i + 1 == versions.size() || first < versions.get(i + 1).from();
            earliest = before ? Math.min(earliest, first) : earliest;
        }
        return earliest;
    }

    /** How far back the version looks that is in force at a time; 0 where there is none. */
    public long window(long time) {
        int version = at(time);
        return version == NONE ? 0 : versions.get(version).window();
    }

    public long longestWindow() {
        return versions.stream().mapToLong(Version::window).max().orElseThrow();
    }

    public long shortestWindow() {
        return versions.stream().mapToLong(Version::window).min().orElseThrow();
    }

    /** What a payment weighs in the window that ends at a time; 0 if it does not count, or no version is in force. */
    long weight(long minorUnits, long end) {
        int version = at(end);
        return version == NONE ? 0 : oracle(version).weight(minorUnits);
    }

    /** Whether a payment weighs anything for any version. */
    public boolean weighs(long minorUnits) {
        return alike.keySet().stream().anyMatch(oracle -> oracle.weight(minorUnits) > 0);
    }
}
