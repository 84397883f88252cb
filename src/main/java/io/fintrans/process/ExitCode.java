package io.fintrans.process;

/** What a command's exit code means; the same for all commands. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** Failed in a way that the message describes. */
    public static final int FAILED = 1;
    /** The command line or a setting is wrong. */
    public static final int USAGE = 2;
    /** A check that the command was asked to make did not hold. */
    public static final int CHECK_FAILED = 3;
    /** Kafka, or something else that it needs, cannot be reached. */
    public static final int UNREACHABLE = 4;

    private ExitCode() {}
}
