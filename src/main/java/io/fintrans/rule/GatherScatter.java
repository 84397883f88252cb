package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#GATHER_SCATTER} is told: {@code accounts}, how many that are new to an account pay it, and how many it then
 * pays; {@code norm}, how many times as many as on its busiest day; {@code total}, what it is paid; how much of that it hands on; and {@code floor}.
 *
 * @param accounts from 2 to 64
 * @param norm from 0 to 100
 * @param total in minor units
 * @param handedOn of all that came
 * @param floor no payment that counts is smaller, in minor units
 */
public record GatherScatter(int accounts, int norm, long total, Share handedOn, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static GatherScatter of(Map<String, String> parameters) {
        Parameters read = new Parameters("gather-scatter", parameters);
        GatherScatter all = new GatherScatter(
                read.number("accounts", 2, 64),
                read.number("norm", 0, 100),
                read.amount("total"),
                Share.of(read),
                read.amount("floor"));
        read.nothingElse();
        return all;
    }
}
