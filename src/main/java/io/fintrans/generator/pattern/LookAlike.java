package io.fintrans.generator.pattern;

import java.util.Locale;

/** Innocent payments that look like laundering, by who makes them. */
public enum LookAlike {
    /** An employer pays many, as a fan-out does. */
    PAYROLL,
    /** Merchants buy of the same suppliers, as a block does. */
    SUPPLIERS,
    /** Tenants pay a landlord, who pays the bank and others, as a gather-scatter does. */
    LANDLORD,
    /** Money goes around among relatives, as in a cycle. */
    FAMILY,
    /** Buyers pay a marketplace, which pays sellers nearly as much, as a mule does. */
    MARKETPLACE,
    /** Two pay each other. */
    MUTUAL,
    /** The same sum at the same interval. */
    PERIODICAL,
    /** Somebody hands on what came, as a chain does. */
    FORWARD;

    /** For example {@code payroll}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
