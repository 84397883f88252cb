package io.fintrans.generator.pattern;

import io.fintrans.alert.Typology;
import java.util.ArrayList;
import java.util.List;

/**
 * Hides laundering over several accounts: cycles, mules and so on, each kind in its turn, some at a time. Payments of one plan are made in their
 * order, each in another city than the one before.
 */
public final class NetworkLaundering {
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
            Typology.FAN_OUT);

    /** The fewest accounts among which such laundering is hidden. */
    public static final int LEAST_ACCOUNTS = 100;

    private final SeededRandom random;
    private final String namePrefix;
    private final int cities;
    private final int accounts;
    private final long most;
    private final int atOnce;
    private final List<Plan> plans = new ArrayList<>();
    private int begun;
    private int city;

    /**
     * Begins with nothing hidden.
     *
     * @param accounts how many there are, at least {@link #LEAST_ACCOUNTS}
     * @param limit several payments of a plan stay under this together, in cents, at least 10000
     * @param atOnce how many plans go on at one time, at most, from 1
     */
    public NetworkLaundering(int cities, int accounts, long limit, int atOnce, long seed) {
        this.random = new SeededRandom(SeededRandom.mix(seed + 3));
        this.namePrefix = Structuring.prefix(seed + 3);
        this.cities = cities;
        this.accounts = accounts;
        this.most = limit * 3 / 10;
        this.atOnce = atOnce;
    }

    /** Every other hidden payment is one of these. */
    boolean isNext() {
        return random.below(2) == 0;
    }

    Transfer next() {
        if (plans.isEmpty() || (plans.size() < atOnce && random.below(3) == 0)) {
            plans.add(begin());
        }
        int which = random.below(plans.size());
        Plan plan = plans.get(which);
        city = (city + 1 + random.below(Math.max(1, cities - 1))) % cities;
        Transfer payment = plan.next(city);
        if (plan.isDone()) {
            plans.remove(which);
        }
        return payment;
    }

    private Plan begin() {
        Typology typology = TYPOLOGIES.get(begun % TYPOLOGIES.size());
        begun++;
        int[] chosen = random.distinct(Plan.accounts(typology, random), accounts);
        return Plan.of(new Hidden(typology, namePrefix + begun), chosen, most, random);
    }
}
