package io.fintrans.transaction;

import java.util.regex.Pattern;

/**
 * The name of one detector among several on the same Kafka: its application id. Whatever a detector writes for others names it, so that two
 * of them may read the same city and each is right by itself.
 */
public final class Application {
    /** The detector where no other is named. Records of form 1 name none, and are its own. */
    public static final String DEFAULT = "fintrans-detector";

    /** The stage that looks at several accounts, where no other is named. */
    public static final String NETWORK = "fintrans-network";

    /** What Kafka allows in the names of topics, since the journal's begins with it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private Application() {}

    /**
     * The name if it is one: strangers who may write records name applications that come to stand on pages and in logs.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an application's name has 1 to 200 letters of ASCII, digits, dots, dashes and underscores");
        }
        return name;
    }
}
