package io.fintrans.console.openid;

/** Why the provider's word did not sign a user in. */
public final class OpenIdException extends Exception {
    /** What the page tells the user; the log has the details. */
    public enum Problem {
        /** It took too long, was begun in another browser, or was not begun here. */
        EXPIRED,
        /** The provider does not answer, or says what cannot be trusted. */
        PROVIDER,
        /** The provider, or the user there, refused. */
        REFUSED,
        /** The user has no role here. */
        ROLE,
        /** The user's name is none that can be kept with decisions, or a local user has it. */
        NAME
    }

    private static final long serialVersionUID = 1;

    private final Problem problem;

    public OpenIdException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public OpenIdException(Problem problem, Throwable cause) {
        super(cause.getMessage(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
