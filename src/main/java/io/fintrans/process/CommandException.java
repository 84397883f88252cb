package io.fintrans.process;

/** Ends a command with one sentence for the user (what, why, what to do next) and an exit code, without a stack trace. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** @param exitCode one of {@link ExitCode} */
    public CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Passes on a sentence that another package wrote for the user. */
    public CommandException(int exitCode, Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
