package io.fintrans.testing;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Evidence;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.AccountId;
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
    private AccountId source = AccountId.of("516");
    private AccountId target = AccountId.of("482");
    private Money total = Money.usd(12_000_50);
    private Money threshold = Money.usd(10_000_00);
    private Duration window = Duration.ofHours(1);
    private Instant openedAt = Instant.ofEpochMilli(1_700_000_000_000L);
    private Instant at = openedAt;
    private @Nullable Instant asOf;
    private int payments = 1;
    private List<Evidence> evidence = List.of();
    private @Nullable Instant shortenedTo;
    private boolean revised;

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
        same.source = alert.source();
        same.target = alert.target();
        same.total = alert.total();
        same.threshold = alert.threshold();
        same.window = alert.window();
        same.openedAt = alert.openedAt();
        same.at = alert.at();
        same.asOf = alert.asOf();
        same.payments = alert.payments();
        same.evidence = alert.evidence();
        same.shortenedTo = alert.shortenedTo();
        same.revised = alert.revised();
        return same;
    }

    public TestAlert application(String name) {
        application = name;
        return this;
    }

    public TestAlert pair(String from, String to) {
        source = AccountId.of(from);
        target = AccountId.of(to);
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
        revised = true;
        return this;
    }

    /** After {@link #evidence}, where some of it is left out. */
    public TestAlert payments(int number) {
        payments = number;
        return this;
    }

    /** Of all its payments. */
    public TestAlert evidence(Evidence... all) {
        return evidence(List.of(all));
    }

    /** Of all its payments. */
    public TestAlert evidence(List<Evidence> all) {
        evidence = all;
        payments = all.size();
        return this;
    }

    public TestAlert shortenedTo(@Nullable Instant time) {
        shortenedTo = time;
        return this;
    }

    /** In the newest form. */
    public Alert build() {
        return new Alert(
                Alert.FORM,
                application,
                id,
                Typology.PAIR_TOTAL,
                source,
                target,
                total,
                threshold,
                window,
                openedAt,
                at,
                payments,
                evidence,
                shortenedTo,
                asOf == null ? at : asOf,
                revised);
    }
}
