package io.fintrans.console.access;

import io.fintrans.console.user.Role;
import io.fintrans.console.user.UserFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may look after a case: the local users with that role, and whoever else with it is signed in. */
public final class Analysts {
    private final UserFile users;
    private final Sessions sessions;

    Analysts(UserFile users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    /** Their names, in order. */
    public List<String> names() {
        Set<String> names = new TreeSet<>();
        users.all().stream().filter(user -> user.role().covers(Role.ANALYST)).forEach(user -> names.add(user.name()));
        sessions.all(session -> session.role().covers(Role.ANALYST))
                .forEach(each -> names.add(each.session().user()));
        return List.copyOf(names);
    }
}
