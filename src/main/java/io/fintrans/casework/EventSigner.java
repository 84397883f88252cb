package io.fintrans.casework;

/** Signs what this console writes. */
@FunctionalInterface
public interface EventSigner {
    /** Signs nothing: events are of form 1, as before there were signatures. */
    EventSigner NONE = CaseEvent::sealed;

    /** The event with hash and signature. */
    CaseEvent sign(CaseEvent draft);
}
