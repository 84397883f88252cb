package io.fintrans.casework;

import org.jspecify.annotations.Nullable;

/** Signs what this console writes. */
public interface EventSigner {
    /** Signs nothing: events are of form 1, as before there were signatures. */
    EventSigner NONE = new EventSigner() {
        @Override
        public @Nullable ConsoleSignature place() {
            return null;
        }

        @Override
        public CaseEvent sign(CaseEvent event) {
            return event;
        }
    };

    /** What stands in the signature's place when the hash is made; null if there is to be none. */
    @Nullable
    ConsoleSignature place();

    /**
     * The event with its signature.
     *
     * @param event with its hash, which covers {@link #place()}
     */
    CaseEvent sign(CaseEvent event);
}
