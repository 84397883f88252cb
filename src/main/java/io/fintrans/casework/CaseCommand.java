package io.fintrans.casework;

import io.fintrans.alert.Subject;

/**
 * What an operator wants done, and what they had seen when they wanted it.
 *
 * @param episode names the case; its alerts have the same one
 * @param subject whom the case is about
 * @param version of the case as the actor saw it: the number of its events, 0 when there was none
 * @param step of the newest alert that the actor saw; whoever takes the command from a stranger must hold it against the
 *     alerts there are, since a case that was decided on step 1000 is not reopened by step 999
 * @param request made by the client, 1 to 64 of {@code A-Z a-z 0-9 -}, the same when it tries again: that does nothing twice
 * @param actor who it is, as they signed in
 */
public record CaseCommand(
        String episode, Subject subject, long version, long step, String request, String actor, CaseAction action) {
    /** @throws IllegalArgumentException with a sentence for the user */
    public CaseCommand {
        CaseText.id("An episode", episode);
        CaseText.id("A request", request);
        CaseText.person("The actor", actor);
        if (version < 0 || step < 0) {
            throw new IllegalArgumentException("Version and step are numbers from 0.");
        }
    }
}
