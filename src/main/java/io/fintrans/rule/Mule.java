package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#MULE} is told: {@code in} and {@code out}, in how many payments at least money comes and goes;
 * {@code total}, what comes; how much of that goes; and {@code floor}.
 *
 * @param in from 1 to 64
 * @param out from 1 to 64
 * @param total in minor units
 * @param handedOn of all that came
 * @param floor no payment that counts is smaller, in minor units
 */
public record Mule(int in, int out, long total, Share handedOn, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static Mule of(Map<String, String> parameters) {
        Parameters read = new Parameters("mule", parameters);
        Mule mule = new Mule(
                read.number("in", 1, 64),
                read.number("out", 1, 64),
                read.amount("total"),
                Share.of(read),
                read.amount("floor"));
        read.nothingElse();
        return mule;
    }
}
