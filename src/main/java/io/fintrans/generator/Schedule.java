package io.fintrans.generator;

/** When payments are due and what time they carry. */
interface Schedule {
    /** All payments are due at once, and carry the moment when they were made. */
    Schedule NONE = new Schedule() {
        @Override
        public long due(long made, long nowMillis) {
            return Long.MAX_VALUE;
        }

        @Override
        public long timeOf(long number, long nowMillis) {
            return nowMillis;
        }
    };

    /** How many payments must have been made by now, when {@code made} have been. */
    long due(long made, long nowMillis);

    /** The time of the payment with this number, from 0, in milliseconds since 1970. */
    long timeOf(long number, long nowMillis);
}
