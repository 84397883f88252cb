package io.fintrans.console;

/**
 * A signed-in user's visit.
 *
 * @param csrf what each of its writes must bring along: another site can make the browser send the cookie, but cannot know this
 */
record Session(String user, Role role, String csrf) {}
