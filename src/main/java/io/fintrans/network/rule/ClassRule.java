package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.rule.ClassParameters;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.account.AccountClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** A rule that has parameters of its own for accounts of some classes: one rule for each of these, and one for all others. */
public final class ClassRule extends NetworkRule {
    private final boolean isOfTarget;
    private final ClassIndex classes;
    private final NetworkRule others;
    private final Map<AccountClass, NetworkRule> ofClass = new EnumMap<>(AccountClass.class);
    private NetworkRule last;

    /** @param make a rule of a version that has no parameters of any class */
    ClassRule(RuleSpec spec, ClassIndex classes, PaymentGraph graph, Function<RuleSpec, NetworkRule> make) {
        super(graph);
        this.isOfTarget = ClassParameters.isOfTarget(spec.typology());
        this.classes = classes;
        this.others = make.apply(spec.forClass(null));
        for (AccountClass each : spec.classes()) {
            ofClass.put(each, make.apply(spec.forClass(each)));
        }
        this.last = others;
    }

    @Override
    public boolean finds(Look look, Evidence evidence) {
        AccountClass of = classes.at(isOfTarget ? look.target() : look.source(), look.time());
        last = of == null ? others : ofClass.getOrDefault(of, others);
        return last.finds(look, evidence);
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        return last.looksFor(look, evidence);
    }

    @Override
    boolean usesHistory() {
        return others.usesHistory();
    }

    @Override
    public boolean isInsufficient() {
        return last.isInsufficient();
    }

    @Override
    public boolean isCut() {
        return last.isCut();
    }

    @Override
    public boolean isDamped() {
        return last.isDamped();
    }
}
