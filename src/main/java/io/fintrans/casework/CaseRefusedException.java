package io.fintrans.casework;

import java.util.List;

/** A command was not accepted; the message is a sentence for whoever gave it. */
public final class CaseRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as far as a program must know. */
    public enum Kind {
        /** The case has changed since the actor saw it: look at {@link CaseRefusedException#changed()} and decide again. */
        CONFLICT,
        /** The case is not in a state for this. */
        INVALID,
        /** Someone else may, this actor may not. */
        FORBIDDEN
    }

    private final Kind kind;

    @SuppressWarnings("serial") // nobody serializes it
    private final List<CaseEvent> changed;

    CaseRefusedException(Kind kind, String message, List<CaseEvent> changed) {
        super(message);
        this.kind = kind;
        this.changed = List.copyOf(changed);
    }

    public Kind kind() {
        return kind;
    }

    /** What the actor had not seen, the oldest first; empty unless in conflict. */
    public List<CaseEvent> changed() {
        return changed;
    }
}
