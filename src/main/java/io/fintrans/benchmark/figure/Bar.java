package io.fintrans.benchmark.figure;

/** What a figure has to reach. */
public record Bar(Kind kind, double value) {
    public enum Kind {
        AT_LEAST,
        AT_MOST,
        /** Only shown. */
        NONE
    }

    static final Bar NONE = new Bar(Kind.NONE, 0);

    static Bar atLeast(double value) {
        return new Bar(Kind.AT_LEAST, value);
    }

    static Bar atMost(double value) {
        return new Bar(Kind.AT_MOST, value);
    }

    public boolean isHeldBy(double figure) {
        return switch (kind) {
            case AT_LEAST -> figure >= value;
            case AT_MOST -> figure <= value;
            case NONE -> true;
        };
    }
}
