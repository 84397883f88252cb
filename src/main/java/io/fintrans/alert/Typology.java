package io.fintrans.alert;

import java.util.Locale;

/** A pattern of laundering. */
public enum Typology {
    /** What one account sent another within a window passed a threshold, in however many payments. */
    PAIR_TOTAL(Scope.PAIR, "totalling"),
    /** A large sum split into payments that each stay under a limit; also called smurfing. */
    STRUCTURING(Scope.PAIR, "split into"),
    /** The first payment in a long time from one account to another, and a large one. */
    LARGE_FIRST(Scope.PAIR, "beginning with"),
    /** Many accounts that are new to it pay one account. */
    FAN_IN(Scope.NETWORK, "gathering"),
    /** One account pays many that are new to it. */
    FAN_OUT(Scope.NETWORK, "spreading"),
    /** One account is paid by several that are new to it, and then pays as much to several others. */
    GATHER_SCATTER(Scope.NETWORK, "gathering and spreading"),
    /** One account pays several, which each hand it on to the same account. */
    SCATTER_GATHER(Scope.NETWORK, "spreading and gathering"),
    /** Money that comes back to the account which sent it, over others. */
    CYCLE(Scope.NETWORK, "sending around"),
    /** Money that is handed on from account to account nearly whole; also called layering. */
    CHAIN(Scope.NETWORK, "handing on"),
    /** Several accounts that all pay the same several accounts. */
    BIPARTITE(Scope.NETWORK, "paying crosswise"),
    /** Accounts that are paid by the same accounts, and pay the same accounts. */
    STACK(Scope.NETWORK, "paying in layers"),
    /** An account through which money passes. */
    MULE(Scope.NETWORK, "passing on"),
    /** One account pays, to whomever, several sums that each stay under a limit. */
    ACCOUNT_STRUCTURING(Scope.NETWORK, "split into"),
    /** An account that has as many payments as a business, and had not the day before. */
    SUDDEN_HUB(Scope.NETWORK, "suddenly busy with"),
    /** An account that has long been silent pays a large sum. */
    DORMANT(Scope.NETWORK, "waking with");

    /** Who looks for it. */
    public enum Scope {
        /** The detector: what one account pays another is all that it takes. */
        PAIR,
        /** The stage of the network: it takes the payments of several accounts, or of one account with all others. */
        NETWORK
    }

    private final Scope scope;
    private final String verb;

    Typology(Scope scope, String verb) {
        this.scope = scope;
        this.verb = verb;
    }

    /** Who looks for it. */
    public Scope scope() {
        return scope;
    }

    /** Whether it is the shape of several payments that tells, and not how much one account has to do with how many others. */
    public boolean isShape() {
        return switch (this) {
            case SCATTER_GATHER, CYCLE, CHAIN, BIPARTITE, STACK -> true;
            default -> false;
        };
    }

    /** For example {@code pair-total}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What stands between subject and measure in the operator's line. */
    String verb() {
        return verb;
    }

    /** @throws IllegalArgumentException if there is none of that code */
    public static Typology of(String code) {
        for (Typology typology : values()) {
            if (typology.code().equals(code)) {
                return typology;
            }
        }
        throw new IllegalArgumentException("There is no typology " + code);
    }
}
