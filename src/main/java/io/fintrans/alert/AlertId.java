package io.fintrans.alert;

import java.util.regex.Pattern;

/**
 * Names an alert: its episode and its step, for example {@code 7f3a9c0d1e2b4a56-1}.
 *
 * @param episode 16 hexadecimal digits, the same for all alerts of an episode; made from the pair and the coordinates of
 *     the payment that opened it
 * @param step how many times the threshold the total had passed, from 1
 */
public record AlertId(String episode, long step) {
    /** Whoever may write alerts names their episodes, which come to stand in addresses, file names and logs. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}-[0-9]{1,19}");

    /** @throws IllegalArgumentException if {@code id} is not an episode, a dash and a step */
    public static AlertId parse(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "An alert id is 16 hexadecimal digits, a dash and a step but was: " + id);
        }
        return new AlertId(id.substring(0, 16), Long.parseLong(id.substring(17)));
    }

    @Override
    public String toString() {
        return episode + "-" + step;
    }
}
