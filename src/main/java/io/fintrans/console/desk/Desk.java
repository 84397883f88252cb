package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.casework.Case;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.MuteState;
import io.fintrans.console.record.CaseLog;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies before an operator: each episode together with its case. */
public final class Desk {
    private final AlertBoard alerts;
    private final CaseLog cases;
    private final Clock clock;

    public Desk(AlertBoard alerts, CaseLog cases, Clock clock) {
        this.alerts = alerts;
        this.cases = cases;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** All episodes. */
    public List<EpisodeRow> rows() {
        return rows(alerts.all());
    }

    /** Of which time on no episode was left out for want of memory; empty if none was at all. */
    public Optional<Instant> completeSince() {
        return alerts.completeSince();
    }

    public Optional<EpisodeRow> row(String episode) {
        return alerts.find(episode).map(found -> rows(List.of(found)).get(0));
    }

    /** The other episodes of any of its accounts, the newest first. */
    public List<EpisodeRow> others(Episode episode, int most) {
        Set<AccountId> accounts = Set.copyOf(episode.alert().subject().accounts());
        return rows(alerts.all().stream()
                .filter(other -> other.accounts().anyMatch(accounts::contains))
                .filter(other -> !other.id().equals(episode.id()))
                .sorted((a, b) -> b.alert().at().compareTo(a.alert().at()))
                .limit(most)
                .toList());
    }

    /** All episodes in which an account takes part, the newest first. */
    public List<EpisodeRow> of(AccountId account) {
        return rows(alerts.all().stream()
                .filter(episode -> episode.accounts().anyMatch(account::equals))
                .sorted((a, b) -> b.alert().at().compareTo(a.alert().at()))
                .toList());
    }

    private List<EpisodeRow> rows(List<Episode> episodes) {
        Instant now = clock.instant();
        return cases.read(book -> {
            List<EpisodeRow> rows = new ArrayList<>(episodes.size());
            for (Episode episode : episodes) {
                Case work = book.find(episode.id()).orElse(null);
                rows.add(new EpisodeRow(episode, work, isMuted(book, episode.alert(), now)));
            }
            return rows;
        });
    }

    private boolean isMuted(CaseBook book, Alert alert, Instant now) {
        return book.mute(alert.subject(), now)
                .filter(mute -> mute.hides(largest(alert)))
                .isPresent();
    }

    /** The largest total that any episode of the alert's subject has come to, in its currency. */
    public Money largest(Alert alert) {
        return alerts.largest(alert.subject(), alert.currency()).orElse(alert.total());
    }

    /** The largest total of a mute's subject, in the mute's currency, or in dollars where it names none. */
    public Optional<Money> largest(MuteState mute) {
        Money endsAbove = mute.endsAbove();
        Currency currency = endsAbove == null ? Money.USD : endsAbove.currency();
        return alerts.largest(mute.subject(), currency);
    }
}
