package io.fintrans.generator.pattern;

import io.fintrans.alert.Typology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hides laundering over several accounts: cycles, mules and so on. The kind of which there are the fewest comes next. Payments of one pattern are made in
 * their order, each in another city than the one before.
 */
public final class NetworkLaundering implements Planned {
    /** The kinds that a spectator knows best come first. */
    private static final List<Typology> TYPOLOGIES = List.of(
            Typology.CYCLE,
            Typology.SCATTER_GATHER,
            Typology.MULE,
            Typology.STACK,
            Typology.BIPARTITE,
            Typology.GATHER_SCATTER,
            Typology.CHAIN,
            Typology.FAN_IN,
            Typology.FAN_OUT,
            Typology.ACCOUNT_STRUCTURING,
            Typology.DORMANT,
            Typology.SUDDEN_HUB);

    /** The fewest accounts among which such laundering is hidden. */
    public static final int LEAST_ACCOUNTS = 100;

    private static final long UNIT = LaunderedTraffic.SHARE_UNIT;
    /** So many payments are planned ahead at the beginning, so that the first three patterns are found early. */
    private static final int HEAD_START = 18;

    private final SeededRandom random;
    private final String namePrefix;
    private final int cities;
    /** Without those that sleep. */
    private final int awake;

    private final long limit;
    private final NetworkShape shape;
    private final Timetable timetable = new Timetable();
    private final int[] begunOfKind = new int[TYPOLOGIES.size()];
    private int begun;
    private int woken;
    private int city;
    /** What may still be planned, in millionths of a payment. */
    private long worth = HEAD_START * UNIT;
    /** Payments of the traffic that have been counted for that. */
    private long counted;

    /**
     * Begins with nothing hidden.
     *
     * @param accounts how many there are, at least {@link #LEAST_ACCOUNTS}, and as many more as sleep
     * @param limit several payments of a pattern stay under this together, in cents, at least 10000
     */
    public NetworkLaundering(int cities, int accounts, long limit, NetworkShape shape, long seed) {
        this.random = new SeededRandom(SeededRandom.mix(seed + 3));
        this.namePrefix = Structuring.prefix(seed + 3);
        this.cities = cities;
        this.awake = accounts - shape.sleepers();
        this.limit = limit;
        this.shape = shape;
        for (int i = 0; i < shape.sleepers(); i++) {
            long early = 1 + i * Math.min(shape.asleep(), 1000L * shape.sleepers()) / (10L * shape.sleepers());
            timetable.add(early, new Transfer(random.below(cities), awake + i, random.below(awake), small(), null));
        }
    }

    @Override
    public @Nullable Transfer due(long number) {
        worth += shape.share() * (number + 1 - counted);
        counted = number + 1;
        while (worth > 0 && number < shape.last()) {
            worth -= plan(number) * UNIT;
        }
        return timetable.due(number);
    }

    /** @return how many payments it takes of what may be planned */
    private int plan(long number) {
        int kind = next(number);
        Typology typology = TYPOLOGIES.get(kind);
        begunOfKind[kind] += typology == Typology.SUDDEN_HUB ? shape.hubEvery() : 1;
        begun++;
        int[] chosen = random.distinct(Plan.accounts(typology, shape.size(), random), awake);
        if (typology == Typology.DORMANT) {
            chosen[0] = awake + woken++;
        }
        List<Transfer> payments = Plan.of(typology, namePrefix + begun, chosen, limit, shape.kept(), random);
        schedule(number, payments);
        // A sudden hub would keep all other kinds away for long.
        return typology == Typology.SUDDEN_HUB ? 1 : payments.size();
    }

    private int next(long number) {
        int least = 0;
        for (int kind = 1; kind < TYPOLOGIES.size(); kind++) {
            if (mayBegin(TYPOLOGIES.get(kind), number) && begunOfKind[kind] < begunOfKind[least]) {
                least = kind;
            }
        }
        return least;
    }

    private boolean mayBegin(Typology typology, long number) {
        return switch (typology) {
            case DORMANT -> number >= shape.asleep() && woken < shape.sleepers();
            case SUDDEN_HUB -> shape.hubEvery() > 0 && begun >= shape.hubEvery() * (TYPOLOGIES.size() - 2);
            default -> true;
        };
    }

    /** The first now, the last at the end of the span, and the others by chance between them. */
    private void schedule(long number, List<Transfer> payments) {
        long span = payments.size() == 1 ? 0 : shape.span().draw(random);
        long[] after = random.sorted(payments.size(), span);
        for (int i = 0; i < payments.size(); i++) {
            Transfer payment = payments.get(i);
            city = (city + 1 + random.below(Math.max(1, cities - 1))) % cities;
            timetable.add(number + after[i], payment.in(city));
            if (random.below(100) < shape.noise()) {
                int other = random.below(awake - 1);
                int target = other < payment.source() ? other : other + 1;
                timetable.add(
                        number + after[i],
                        new Transfer(random.below(cities), payment.source(), target % awake, small(), null));
            }
        }
    }

    /** What somebody pays in a shop. */
    private long small() {
        return limit / 1000 * random.between(1, 60);
    }
}
