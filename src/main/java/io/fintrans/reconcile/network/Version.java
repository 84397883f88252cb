package io.fintrans.reconcile.network;

import io.fintrans.reconcile.oracle.network.Definition;
import io.fintrans.reconcile.oracle.network.Definitions;
import io.fintrans.reconcile.oracle.network.PaymentBook;
import io.fintrans.rule.ClassParameters;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A version of a rule: what it is to find, by the class of an account, and where that goes. */
final class Version {
    private final RuleSpec spec;
    private final long until;
    private final AccountBook accounts;
    private final PaymentBook book;
    private final Map<RuleSpec, Definition> definitions = new HashMap<>();
    private final Track track;
    private final Track heldBack;

    /** @param heldBack has what the allow list holds back */
    Version(RuleSpec spec, long until, AccountBook accounts, PaymentBook book, Track track, Track heldBack) {
        this.spec = spec;
        this.until = until;
        this.accounts = accounts;
        this.book = book;
        this.track = track;
        this.heldBack = heldBack;
        definitions.put(spec.forClass(null), Definitions.of(spec.forClass(null), book));
        for (AccountClass each : spec.classes()) {
            definitions.computeIfAbsent(spec.forClass(each), flat -> Definitions.of(flat, book));
        }
    }

    RuleSpec spec() {
        return spec;
    }

    boolean judges(long time) {
        return time >= spec.from().toEpochMilli() && time < until;
    }

    /** With the parameters for the class of the account that counts. */
    RuleSpec specFor(int payment) {
        if (spec.classes().isEmpty()) {
            return spec;
        }
        Paid paid = Paid.of(book, payment);
        return spec.forClass(accounts.classes()
                .of(ClassParameters.isOfTarget(spec.typology()) ? paid.target() : paid.source(), paid.time()));
    }

    Definition definition(int payment) {
        Definition definition = definitions.get(specFor(payment));
        if (definition == null) {
            throw new IllegalStateException("no definition of " + spec.id());
        }
        return definition;
    }

    /** What was found at a payment and may still change; null if there is nothing. */
    @Nullable
    Verdict verdict(Paid payment) {
        Verdict told = track.verdict(payment);
        return told == null ? heldBack.verdict(payment) : told;
    }

    /** It is in one of the tracks alone. */
    void put(Verdict verdict, boolean uncertain) {
        boolean isHeld = isHeld(verdict);
        (isHeld ? track : heldBack).remove(verdict.payment());
        (isHeld ? heldBack : track).put(verdict, uncertain);
    }

    /** That verdict may open an episode, or be in those that it is linked with. */
    void mayOpen(Verdict verdict) {
        (isHeld(verdict) ? heldBack : track).mayOpen(verdict);
    }

    private boolean isHeld(Verdict verdict) {
        return spec.mode() != Mode.SHADOW
                && verdict.subject().accounts().stream()
                        .flatMap(account -> accounts.allowed().all().stream()
                                .filter(each -> each.account().equals(account)))
                        .anyMatch(each -> (each.typology() == null || each.typology() == spec.typology())
                                && each.counts(verdict.payment().time()));
    }

    void remove(Paid payment) {
        tracks().forEach(each -> each.remove(payment));
    }

    void ascertain(Paid payment) {
        tracks().forEach(each -> each.ascertain(payment));
    }

    private Stream<Track> tracks() {
        return List.of(track, heldBack).stream();
    }
}
