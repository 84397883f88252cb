package io.fintrans.testing;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.LateChange;
import io.fintrans.alert.Measure;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an alert of which a test says only what it is about; the rest is what an alert of one payment of 516 to 482 would say. */
public final class TestAlert {
    private final AlertId id;
    private String application = Application.DEFAULT;
    private RuleId rule = new RuleId(RuleId.PAIR_TOTAL, 1);
    private Typology typology = Typology.PAIR_TOTAL;
    private Subject subject = Subject.pair("516", "482");
    private @Nullable List<Measure> measures;
    private Money total = Money.usd(12_000_50);
    private Money threshold = Money.usd(10_000_00);
    private Duration window = Duration.ofHours(1);
    private Instant openedAt = Instant.ofEpochMilli(1_700_000_000_000L);
    private Instant at = openedAt;
    private @Nullable Instant asOf;
    private int payments = 1;
    private List<Edge> evidence = List.of();
    private @Nullable Instant shortenedTo;
    private AlertState state = AlertState.OPEN;
    private @Nullable String mergedInto;
    private int form = Alert.FORM;
    private boolean cut;
    private @Nullable LateChange late;

    private TestAlert(AlertId id) {
        this.id = id;
    }

    /** @param episode 16 hexadecimal digits */
    public static TestAlert of(String episode, long step) {
        return new TestAlert(new AlertId(episode, step));
    }

    /** Begins with all that the alert says. */
    public static TestAlert like(Alert alert) {
        return like(alert, alert.id());
    }

    /** Begins with all that the alert says but for its id. */
    public static TestAlert like(Alert alert, AlertId id) {
        TestAlert same = new TestAlert(id);
        same.application = alert.application();
        same.rule = alert.rule();
        same.typology = alert.typology();
        same.subject = alert.subject();
        same.measures = alert.typology() == Typology.PAIR_TOTAL ? null : alert.measures();
        same.total = alert.total();
        same.threshold = new Money(alert.measure().limit(), alert.currency());
        same.window = alert.window();
        same.openedAt = alert.openedAt();
        same.at = alert.at();
        same.asOf = alert.asOf();
        same.payments = alert.payments();
        same.evidence = alert.evidence().edges();
        same.shortenedTo = alert.shortenedTo();
        same.state = alert.state();
        same.mergedInto = alert.mergedInto();
        same.cut = alert.cut();
        same.late = alert.late();
        same.form = alert.late() == null ? Alert.FORM : Alert.WITH_LATE;
        return same;
    }

    /** Written by a version that knew no newer form; 3 at least. */
    public TestAlert form(int written) {
        form = written;
        return this;
    }

    public TestAlert application(String name) {
        application = name;
        return this;
    }

    public TestAlert pair(String from, String to) {
        return subject(Subject.pair(from, to));
    }

    /** After {@link #pair} or {@link #subject}, where it is about other accounts than 516 and 482. */
    public TestAlert subject(Subject about) {
        subject = about;
        return this;
    }

    /** Found by another rule than the pair's total. */
    public TestAlert rule(String name, int version, Typology pattern, Measure... measured) {
        rule = new RuleId(name, version);
        typology = pattern;
        measures = List.of(measured);
        return this;
    }

    /** Found by the rule's version. */
    public TestAlert version(int version) {
        rule = new RuleId(rule.name(), version);
        return this;
    }

    public TestAlert state(AlertState now) {
        state = now;
        return this;
    }

    /** Withdrawn, as its episode went into another. */
    public TestAlert mergedInto(String episode) {
        mergedInto = episode;
        return state(AlertState.WITHDRAWN);
    }

    /** Changed by a payment that came late. */
    public TestAlert late(Instant changed, Instant payment) {
        late = new LateChange(changed, payment);
        form = Alert.WITH_LATE;
        return this;
    }

    public TestAlert cut() {
        cut = true;
        return this;
    }

    /** @param cents of US dollars */
    public TestAlert total(long cents) {
        return total(Money.usd(cents));
    }

    public TestAlert total(Money money) {
        total = money;
        return this;
    }

    /** @param cents of US dollars */
    public TestAlert threshold(long cents) {
        return threshold(Money.usd(cents));
    }

    public TestAlert threshold(Money money) {
        threshold = money;
        return this;
    }

    public TestAlert window(Duration length) {
        window = length;
        return this;
    }

    /** Opened, and reached its step, at that time. */
    public TestAlert at(Instant time) {
        openedAt = time;
        at = time;
        return this;
    }

    /** Opened at one time, and reached its step at another. */
    public TestAlert between(Instant opened, Instant reached) {
        openedAt = opened;
        at = reached;
        return this;
    }

    /** Revised: as of that time. */
    public TestAlert revised(Instant time) {
        asOf = time;
        state = AlertState.AMENDED;
        return this;
    }

    /** After {@link #evidence}, where some of it is left out. */
    public TestAlert payments(int number) {
        payments = number;
        return this;
    }

    /** Of all its payments. */
    public TestAlert evidence(Edge... all) {
        return evidence(List.of(all));
    }

    /** Of all its payments. */
    public TestAlert evidence(List<Edge> all) {
        evidence = all;
        payments = all.size();
        return this;
    }

    public TestAlert shortenedTo(@Nullable Instant time) {
        shortenedTo = time;
        return this;
    }

    /** In the newest form, if no other was said. */
    public Alert build() {
        return new Alert(
                form,
                application,
                id,
                rule,
                typology,
                Severity.ofStep(id.step()),
                subject,
                measures == null
                        ? List.of(Measure.money(Measure.TOTAL, total.minorUnits(), threshold.minorUnits()))
                        : measures,
                total.currency(),
                window,
                openedAt,
                at,
                asOf == null ? at : asOf,
                new Subgraph(edges(), payments - evidence.size()),
                state,
                mergedInto,
                cut,
                shortenedTo,
                late);
    }

    /** Those of a pair between its accounts, whatever they were between. */
    private List<Edge> edges() {
        return subject instanceof Subject.Pair pair
                ? evidence.stream()
                        .map(each -> Edge.direct(each.coordinates(), each.time(), pair, each.amount()))
                        .toList()
                : evidence;
    }
}
