package io.fintrans.alert;

import java.util.regex.Pattern;

/**
 * Names an alert: its episode and its step, for example {@code 7f3a9c0d1e2b4a56-1}.
 *
 * @param episode 16 hexadecimal digits, the same for all alerts of an episode; made from the pair and the coordinates of
 *     the payment that opened it
 * @param step how many times the threshold the total had passed: 1 to 10, 20, 40, 80 and so on; every number in alerts of form 1
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

    /** Whether an episode can reach this step: 1 to 10, 20, 40, 80 and so on. */
    static boolean isStep(long step) {
        return step >= 1 && (step <= 10 || (step % 10 == 0 && Long.bitCount(step / 10) == 1));
    }

    @Override
    public String toString() {
        return episode + "-" + step;
    }
}
