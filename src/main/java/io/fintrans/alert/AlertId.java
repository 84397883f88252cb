package io.fintrans.alert;

/**
 * Names an alert: its episode and its step, for example {@code 7f3a9c0d1e2b4a56-1}.
 *
 * @param episode 16 hexadecimal digits, the same for all alerts of an episode; made from the pair and the coordinates of
 *     the payment that opened it
 * @param step how many times the threshold the total had passed, from 1
 */
public record AlertId(String episode, long step) {
    /** @throws IllegalArgumentException if {@code id} is not an episode, a dash and a step */
    public static AlertId parse(String id) {
        int dash = id.indexOf('-');
        if (dash != 16) {
            throw new IllegalArgumentException(
                    "An alert id is 16 hexadecimal digits, a dash and a step but was: " + id);
        }
        return new AlertId(id.substring(0, dash), Long.parseLong(id.substring(dash + 1)));
    }

    @Override
    public String toString() {
        return episode + "-" + step;
    }
}
