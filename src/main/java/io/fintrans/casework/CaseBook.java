package io.fintrans.casework;

import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.casework.BrokenChainException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All cases, as the log of their events makes them: commands are checked against it, and only replay changes it. For one
 * thread at a time; knows no alerts.
 *
 * <p>Several consoles may write to one log without knowing of each other. Each appends the event that it believes is next,
 * and all of them read the same order: the first event that continues the chain is the one that counts, and the others
 * that wanted its place are passed over, by every reader alike. What no console of the cluster has signed is passed over, too:
 * form 1, without signatures, counts only before the first signed event or {@link SigningMark}.
 */
public final class CaseBook {
    /** What became of an event. */
    public enum Verdict {
        /** It is the chain's newest link. */
        APPLIED,
        /** Another writer's event has its place: it means nothing. */
        LOST_RACE
    }

    private final List<CaseEvent> chain = new ArrayList<>();
    private final Map<String, Case> cases = new HashMap<>();
    private final Map<String, CaseEvent> byRequest = new HashMap<>();
    private final Mutes mutes = new Mutes();
    private final DecidedAccounts decided = new DecidedAccounts();
    private final Set<Long> proposals = new HashSet<>();
    private final Set<Long> withdrawals = new HashSet<>();
    private final EventSigner signer;
    private final SignatureCheck check;
    private boolean marked;
    private long unsigned;

    /** Signs nothing and believes what it reads: for readers who were given no keys. */
    public CaseBook() {
        this(EventSigner.NONE, SignatureCheck.NONE);
    }

    public CaseBook(EventSigner signer, SignatureCheck check) {
        this.signer = signer;
        this.check = check;
    }

    /** The event that a command would become on top of the present head; changes nothing. */
    public CaseEvent check(CaseCommand command, Instant now) throws CaseRefusedException {
        return signer.sign(draft(command, now, signer.place()).sealed());
    }

    private CaseEvent draft(CaseCommand command, Instant now, @Nullable ConsoleSignature signature)
            throws CaseRefusedException {
        if (byRequest.containsKey(command.request())) {
            throw CaseRules.invalid("A request with this id was made before.");
        }
        Case known = cases.getOrDefault(command.episode(), Case.unopened(command.episode(), command.subject()));
        MuteState mute = mutes.find(command.subject(), command.action().scope(), now)
                .orElse(null);
        CaseRules.check(known, command, mute, now);
        return new CaseEvent(
                sequence() + 1,
                command.episode(),
                command.subject(),
                known.version() + 1,
                command.step(),
                command.request(),
                command.actor(),
                now,
                command.action(),
                head(),
                CaseEvent.NO_HASH,
                signature);
    }

    /** Passes when the case has room for one event more of that kind; for commands only, never for what was written before. */
    public void requireRoom(CaseCommand command) throws CaseRefusedException {
        Case known = cases.get(command.episode());
        if (known != null) {
            CaseLimits.check(known, command.action());
        }
    }

    /** The event that a request has already become. */
    public Optional<CaseEvent> done(String request) {
        return Optional.ofNullable(byRequest.get(request));
    }

    /**
     * Takes in the log's next event.
     *
     * @throws BrokenChainException if it is none that a console can have written there; the book stays as it was
     */
    public Verdict replay(CaseEvent event) throws BrokenChainException {
        if (!event.isIntact()) {
            throw new BrokenChainException(Reason.HASH, "its hash does not belong to its content");
        }
        checkSignature(event);
        boolean continues =
                link(event.sequence() - 1).filter(event.previous()::equals).isPresent();
        boolean late = continues && event.sequence() <= sequence();
        if (event.signature() == null && isSigned() && !late) {
            throw new BrokenChainException(Reason.FORGED, "it has no signature");
        }
        if (event.sequence() > sequence() + 1) {
            throw new BrokenChainException(Reason.ORDER, "event " + (sequence() + 1) + " should be here");
        }
        if (!continues) {
            throw new BrokenChainException(Reason.LINK, "it does not continue event " + (event.sequence() - 1));
        }
        if (late) {
            return Verdict.LOST_RACE;
        }
        checkRules(event);
        apply(event);
        return Verdict.APPLIED;
    }

    /** Takes in a mark: behind it, form 1 does not count. */
    public void replay(SigningMark mark) throws BrokenChainException {
        checkSignature(
                mark.signature(), SigningMark.signedBytes(mark.signature().cluster()));
        marked = true;
    }

    /** Whether only signed events count from here on. */
    public boolean isSigned() {
        return marked || sequence() > unsigned;
    }

    /** How many events at the chain's beginning are of form 1, which no console has signed. */
    public long unsigned() {
        return unsigned;
    }

    private void checkSignature(CaseEvent event) throws BrokenChainException {
        if (event.signature() != null) {
            checkSignature(event.signature(), event.signedBytes());
        }
    }

    private void checkSignature(ConsoleSignature signature, byte[] signed) throws BrokenChainException {
        Optional<SignatureCheck.Doubt> doubt = check.doubt(signature, signed);
        if (doubt.isPresent()) {
            throw new BrokenChainException(
                    doubt.get().certain() ? Reason.FORGED : Reason.UNKNOWN_KEY,
                    doubt.get().why());
        }
    }

    /** Whoever wrote it had seen the same chain, so it must be what this book would have made of the same command. */
    private void checkRules(CaseEvent event) throws BrokenChainException {
        CaseEvent expected;
        try {
            expected = draft(event.command(), event.at(), event.signature()).sealed();
        } catch (CaseRefusedException e) {
            throw new BrokenChainException(Reason.RULES, "it breaks a rule: " + e.getMessage());
        }
        if (!expected.equals(event)) {
            throw new BrokenChainException(Reason.RULES, "its version should be " + expected.version());
        }
    }

    private void apply(CaseEvent event) {
        chain.add(event);
        unsigned += event.signature() == null ? 1 : 0;
        byRequest.put(event.request(), event);
        Case known = cases.getOrDefault(event.episode(), Case.unopened(event.episode(), event.subject()));
        Case changed = known.after(event);
        cases.put(event.episode(), changed);
        decided.changed(known, changed);
        boolean proposal = event.action() instanceof CaseAction.Decide && changed.state() == CaseState.PROPOSED;
        if (proposal) {
            proposals.add(event.sequence());
        }
        if (event.action() instanceof CaseAction.Decline && event.actor().equals(known.proposedBy())) {
            withdrawals.add(event.sequence());
        }
        mutes.apply(event, proposal);
        if (mutes.isPending(event)) {
            proposals.add(event.sequence());
        }
    }

    /** The case of an episode, if anything was done about it. */
    public Optional<Case> find(String episode) {
        return Optional.ofNullable(cases.get(episode));
    }

    /** What was decided about accounts of the subject, in other cases than the episode's. */
    public DecidedBefore decidedBefore(Subject subject, String episode) {
        return decided.find(subject, episode);
    }

    /** The episodes of all cases. */
    public Set<String> episodes() {
        return Set.copyOf(cases.keySet());
    }

    /** What was done in all cases, the newest first. */
    public List<CaseEvent> history(int offset, int limit) {
        int to = Math.max(0, chain.size() - Math.max(0, offset));
        int from = Math.max(0, to - Math.max(0, limit));
        List<CaseEvent> newestFirst = new ArrayList<>(chain.subList(from, to));
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    /** Whether an event of the chain proposed a decision: that depends on what was decided before it. */
    public boolean isProposal(CaseEvent event) {
        return proposals.contains(event.sequence());
    }

    /** Whether an event of the chain took back what the same person had proposed. */
    public boolean isWithdrawal(CaseEvent event) {
        return withdrawals.contains(event.sequence());
    }

    /** How many events the chain has. */
    public long sequence() {
        return chain.size();
    }

    /** The hash of the newest event. */
    public String head() {
        return chain.isEmpty() ? CaseEvent.NO_HASH : chain.get(chain.size() - 1).hash();
    }

    /** The hash of an event of the chain; of number 0, what the first event names as the one before it. */
    public Optional<String> link(long sequence) {
        if (sequence < 0 || sequence > chain.size()) {
            return Optional.empty();
        }
        return Optional.of(
                sequence == 0
                        ? CaseEvent.NO_HASH
                        : chain.get((int) sequence - 1).hash());
    }

    /** Whether and why alerts of a subject are muted at that time. */
    public Optional<MuteState> mute(Subject subject, Instant now) {
        return mutes.find(subject, null, now);
    }

    /** The mutes of single accounts that a finding about several falls under at that time, the newest first. */
    public List<MuteState> mutesCovering(Subject subject, Typology typology, Instant now) {
        return mutes.covering(subject, typology, now);
    }

    /** All mutes that neither a person nor time has ended, the newest first. */
    public List<MuteState> mutes(Instant now) {
        return mutes.all(now);
    }

    /** An event of the chain. */
    public Optional<CaseEvent> event(long sequence) {
        return sequence < 1 || sequence > chain.size() ? Optional.empty() : Optional.of(chain.get((int) sequence - 1));
    }
}
