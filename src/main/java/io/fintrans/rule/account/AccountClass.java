package io.fintrans.rule.account;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What kind of customer an account belongs to: what is usual for one is not for another. */
public enum AccountClass {
    /** A person's. */
    RETAIL,
    /** A company's, such as a shop's. */
    BUSINESS,
    /** One of the bank's own. */
    OWN;

    /** How it is written in files, parameters and records. */
    public String code() {
        return switch (this) {
            case RETAIL -> "retail";
            case BUSINESS -> "business";
            case OWN -> "own";
        };
    }

    /** @throws IllegalArgumentException if there is none of that code, with those that there are */
    public static AccountClass of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a class of accounts is one of " + codes()
                        + " but was: " + (code.length() > 64 ? code.substring(0, 64) + "..." : code)));
    }

    private static String codes() {
        return Arrays.stream(values()).map(AccountClass::code).collect(Collectors.joining(", "));
    }
}
