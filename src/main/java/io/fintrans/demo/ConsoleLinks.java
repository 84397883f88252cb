package io.fintrans.demo;

import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.process.ParentWatch;
import java.util.Set;
import java.util.function.Consumer;

/** Links that the demo asks of the console that it runs: one a line of its standard input. */
public final class ConsoleLinks {
    /** What the console's line on stdout begins with when the page can be opened; the address follows. */
    public static final String READY = "console ready: ";
    /** What a line begins with that asks for a link; the user's name follows. */
    static final String REQUEST = "link ";
    /** The person who started the demo. */
    public static final String OPERATOR = "operator";
    /** A second person, whom decisions of weight need. */
    static final String COLLEAGUE = "colleague";

    private static final Set<String> USERS = Set.of(OPERATOR, COLLEAGUE);

    private ConsoleLinks() {}

    /**
     * Answers from now on.
     *
     * @param role of the users
     * @param print is given the user whose link is to be printed
     */
    public static void answer(Role role, Consumer<User> print) {
        ParentWatch.onLine(line -> {
            String name = line.startsWith(REQUEST) ? line.substring(REQUEST.length()) : "";
            if (USERS.contains(name)) {
                print.accept(new User(name, role, null));
            }
        });
    }
}
