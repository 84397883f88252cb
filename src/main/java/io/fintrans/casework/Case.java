package io.fintrans.casework;

import io.fintrans.alert.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators have done about an episode so far.
 *
 * @param subject whom it is about
 * @param version the number of its events
 * @param state without the newest alerts: {@link #state(long)} knows when it is reopened
 * @param disposition decided or, in state {@link CaseState#PROPOSED}, proposed; null when open
 * @param proposedBy who must not approve; null unless proposed
 * @param decidedStep of the newest alert that whoever decided or proposed had seen; 0 when open
 * @param standing the decision that a proposal is to correct: it stands again if the proposal is declined; null when
 *     there is none, or nothing is proposed
 * @param events the oldest first
 */
public record Case(
        String episode,
        Subject subject,
        long version,
        @Nullable String assignee,
        CaseState state,
        @Nullable Disposition disposition,
        @Nullable String proposedBy,
        long decidedStep,
        @Nullable Decision standing,
        List<CaseEvent> events) {
    /**
     * What a case was found to be.
     *
     * @param step of the newest alert that whoever decided had seen
     */
    public record Decision(Disposition disposition, long step) {}

    public Case {
        events = List.copyOf(events);
    }

    static Case unopened(String episode, Subject subject) {
        return new Case(episode, subject, 0, null, CaseState.OPEN, null, null, 0, null, List.of());
    }

    /** The state now that the episode has come to that step: a decision on less evidence is no decision any more. */
    public CaseState state(long newestStep) {
        return state == CaseState.DECIDED && newestStep > decidedStep ? CaseState.REOPENED : state;
    }

    /** The events behind a version. */
    List<CaseEvent> since(long seen) {
        return events.subList((int) Math.min(seen, events.size()), events.size());
    }

    /** Whether an answer is only a proposal: what two people have decided, one alone does not undo. */
    private boolean needsSecondPerson(Disposition wanted) {
        Decision decided = decision();
        return wanted.needsSecondPerson()
                || (decided != null && decided.disposition().needsSecondPerson());
    }

    /** What was decided last; null while nothing is, or a correction waits for another person. */
    public @Nullable Decision decision() {
        return state == CaseState.DECIDED && disposition != null ? new Decision(disposition, decidedStep) : null;
    }

    /** The case with one event more, which must have been checked. */
    Case after(CaseEvent event) {
        CaseAction action = event.action();
        if (action instanceof CaseAction.Decide decide) {
            Decision answer = new Decision(decide.disposition(), event.step());
            return needsSecondPerson(answer.disposition()) ? proposed(event, answer) : decided(event, answer);
        }
        if (action instanceof CaseAction.Approve && disposition != null) {
            return decided(event, new Decision(disposition, event.step()));
        }
        if (action instanceof CaseAction.Decline) {
            return decided(event, standing);
        }
        Case same = with(event, state, disposition, proposedBy, decidedStep, standing);
        return action instanceof CaseAction.Assign assign ? same.assigned(assign.assignee()) : same;
    }

    private Case proposed(CaseEvent event, Decision answer) {
        return with(event, CaseState.PROPOSED, answer.disposition(), event.actor(), answer.step(), decision());
    }

    private Case decided(CaseEvent event, @Nullable Decision answer) {
        return answer == null
                ? with(event, CaseState.OPEN, null, null, 0, null)
                : with(event, CaseState.DECIDED, answer.disposition(), null, answer.step(), null);
    }

    private Case with(
            CaseEvent event,
            CaseState newState,
            @Nullable Disposition newDisposition,
            @Nullable String newProposedBy,
            long newDecidedStep,
            @Nullable Decision newStanding) {
        return new Case(
                episode,
                subject,
                event.version(),
                assignee,
                newState,
                newDisposition,
                newProposedBy,
                newDecidedStep,
                newStanding,
                Stream.concat(events.stream(), Stream.of(event)).toList());
    }

    private Case assigned(@Nullable String newAssignee) {
        return new Case(
                episode, subject, version, newAssignee, state, disposition, proposedBy, decidedStep, standing, events);
    }
}
