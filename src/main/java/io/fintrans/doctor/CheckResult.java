package io.fintrans.doctor;

/**
 * What one check of {@code fintrans doctor} found.
 *
 * @param check what was looked at, in a word
 * @param what was found
 * @param todo what to do about it; empty when all is well
 */
public record CheckResult(Status status, String check, String what, String todo) {
    /** How bad it is. */
    public enum Status {
        OK,
        /** It works, but not as it should. */
        WARN,
        /** It does not work. */
        FAIL
    }

    public static CheckResult ok(String check, String what) {
        return new CheckResult(Status.OK, check, what, "");
    }

    public static CheckResult warn(String check, String what, String todo) {
        return new CheckResult(Status.WARN, check, what, todo);
    }

    public static CheckResult fail(String check, String what, String todo) {
        return new CheckResult(Status.FAIL, check, what, todo);
    }
}
