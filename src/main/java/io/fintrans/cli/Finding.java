package io.fintrans.cli;

/**
 * What one check of {@code fintrans doctor} found.
 *
 * @param check what was looked at, in a word
 * @param what was found
 * @param todo what to do about it; empty when all is well
 */
record Finding(Status status, String check, String what, String todo) {
    /** How bad it is. */
    enum Status {
        OK,
        /** It works, but not as it should. */
        WARN,
        /** It does not work. */
        FAIL
    }

    static Finding ok(String check, String what) {
        return new Finding(Status.OK, check, what, "");
    }

    static Finding warn(String check, String what, String todo) {
        return new Finding(Status.WARN, check, what, todo);
    }

    static Finding fail(String check, String what, String todo) {
        return new Finding(Status.FAIL, check, what, todo);
    }
}
