package io.fintrans.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names an alert: its episode and its step, for example {@code 7f3a9c0d1e2b4a56-1}.
 *
 * @param episode 16 hexadecimal digits, the same for all alerts of an episode; made from the rule, the subject and
 *     the coordinates of the payment that opened it
 * @param step how many times its limit the first measure had passed: 1 to 10, 20, 40, 80 and so on; every number in alerts of form 1
 */
public record AlertId(String episode, long step) {
    private static final Hasher128 HASH = Hashing.xxh3_128();

    /** Whoever may write alerts names their episodes, which come to stand in addresses, file names and logs. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}-[0-9]{1,19}");

    /**
     * The name of the episode that a payment opens. Anyone who knows the payment can compute it, which proves that it was not made up.
     * That of the rule {@link RuleId#PAIR_TOTAL} is the same as in forms 1 and 2, which named no rule.
     *
     * @param application the detector's; it changes nothing if it is {@link Application#DEFAULT}
     * @param rule the name of the rule
     * @param opening the coordinates of the payment that was handled when the episode was opened
     */
    public static String episode(String application, String rule, Subject subject, Coordinates opening) {
        boolean named = !rule.equals(RuleId.PAIR_TOTAL) || !(subject instanceof Subject.Pair);
        // Accounts and rules have no spaces, so two different subjects never give the same bytes.
        String about = subject instanceof Subject.Pair pair ? pair.source() + " " + pair.target() : subject.key();
        byte[] bytes = (named ? rule + " of " + about : about).getBytes(US_ASCII);
        long episode = HASH.hashLongLongToLong(
                HASH.hashBytesTo128Bits(bytes).getAsLong(), HASH.hashCharsToLong(opening.toString()));
        if (!application.equals(Application.DEFAULT)) {
            episode = HASH.hashLongLongToLong(episode, HASH.hashCharsToLong(application));
        }
        return HexFormat.of().toHexDigits(episode);
    }

    /**
     * The name of the episode that a version opens when it comes into force and looks at what is held. The payment may have opened another
     * episode before; so the name tells of the version, too.
     *
     * @param opening the coordinates of the newest payment that the version found
     * @param from when the version came into force, in milliseconds since 1970
     */
    public static String heldEpisode(String application, String rule, Subject subject, Coordinates opening, long from) {
        long episode = HexFormat.fromHexDigitsToLong(episode(application, rule, subject, opening));
        return HexFormat.of().toHexDigits(HASH.hashLongLongToLong(episode, from));
    }

    /** @throws IllegalArgumentException if {@code id} is not an episode, a dash and a step */
    public static AlertId parse(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "An alert id is 16 hexadecimal digits, a dash and a step but was: " + id);
        }
        return new AlertId(id.substring(0, 16), Long.parseLong(id.substring(17)));
    }

    /** The episode's name if it is one. */
    static String checkedEpisode(String episode) {
        return parse(episode + "-1").episode();
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
