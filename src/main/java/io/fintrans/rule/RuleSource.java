package io.fintrans.rule;

/**
 * Tells all versions of all rules, as far as they are known by now. Later versions come to be known long before they are in force; so whoever
 * only judges payments of times that are covered judges as if everything had been known from the beginning.
 */
public interface RuleSource {
    /**
     * What is known.
     *
     * @param rulebook all versions that are in force before {@code coversBefore}, and perhaps later ones
     * @param coversBefore payments of this time and later ones must wait; in milliseconds since 1970
     */
    record Known(Rulebook rulebook, long coversBefore) {
        /** Whether a payment of that time can be judged. */
        public boolean covers(long time) {
            return time < coversBefore;
        }
    }

    /** What is known by now. */
    Known known();

    /**
     * Waits until a time is covered, but only some seconds.
     *
     * @return what is known then; it may not cover the time
     */
    Known await(long time) throws InterruptedException;

    /** Rules that never change. */
    static RuleSource fixed(Rulebook rulebook) {
        Known known = new Known(rulebook, Long.MAX_VALUE);
        return new RuleSource() {
            @Override
            public Known known() {
                return known;
            }

            @Override
            public Known await(long time) {
                return known;
            }
        };
    }
}
