package io.fintrans.casework;

import io.fintrans.transaction.AccountId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators have done about an episode so far.
 *
 * @param version the number of its events
 * @param state without the newest alerts: {@link #state(long)} knows when it is reopened
 * @param disposition decided or, in state {@link CaseState#PROPOSED}, proposed; null when open
 * @param proposedBy who must not approve; null unless proposed
 * @param decidedStep of the newest alert that whoever decided or proposed had seen; 0 when open
 * @param events the oldest first
 */
public record Case(
        String episode,
        AccountId source,
        AccountId target,
        long version,
        @Nullable String assignee,
        CaseState state,
        @Nullable Disposition disposition,
        @Nullable String proposedBy,
        long decidedStep,
        List<CaseEvent> events) {
    public Case {
        events = List.copyOf(events);
    }

    static Case unopened(String episode, AccountId source, AccountId target) {
        return new Case(episode, source, target, 0, null, CaseState.OPEN, null, null, 0, List.of());
    }

    /** The state now that the episode has come to that step: a decision on less evidence is no decision any more. */
    public CaseState state(long newestStep) {
        return state == CaseState.DECIDED && newestStep > decidedStep ? CaseState.REOPENED : state;
    }

    /** The events behind a version. */
    List<CaseEvent> since(long seen) {
        return events.subList((int) Math.min(seen, events.size()), events.size());
    }

    /** The case with one event more, which must have been checked. */
    Case after(CaseEvent event) {
        CaseAction action = event.action();
        if (action instanceof CaseAction.Decide decide) {
            boolean proposed = decide.disposition().needsSecondPerson();
            return answered(
                    event,
                    proposed ? CaseState.PROPOSED : CaseState.DECIDED,
                    decide.disposition(),
                    proposed ? event.actor() : null,
                    event.step());
        }
        if (action instanceof CaseAction.Approve) {
            return answered(event, CaseState.DECIDED, disposition, null, event.step());
        }
        if (action instanceof CaseAction.Decline) {
            return answered(event, CaseState.OPEN, null, null, 0);
        }
        Case same = answered(event, state, disposition, proposedBy, decidedStep);
        return action instanceof CaseAction.Assign assign ? same.assigned(assign.assignee()) : same;
    }

    private Case answered(
            CaseEvent event,
            CaseState newState,
            @Nullable Disposition newDisposition,
            @Nullable String newProposedBy,
            long newDecidedStep) {
        return new Case(
                episode,
                source,
                target,
                event.version(),
                assignee,
                newState,
                newDisposition,
                newProposedBy,
                newDecidedStep,
                Stream.concat(events.stream(), Stream.of(event)).toList());
    }

    private Case assigned(@Nullable String newAssignee) {
        return new Case(
                episode, source, target, version, newAssignee, state, disposition, proposedBy, decidedStep, events);
    }
}
