package io.fintrans.console.desk;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Typology;
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
import java.util.stream.Collectors;

/** What lies before an operator: each episode together with its case. */
public final class Desk {
    private final AlertBoard alerts;
    private final CaseLog cases;
    private final Clock clock;
    private final Investigations investigations;

    /** @param investigations that are told what has changed */
    public Desk(AlertBoard alerts, CaseLog cases, Clock clock, Investigations investigations) {
        this.investigations = investigations;
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

    /** Looks whether an episode that has changed waits for somebody, and with which others. */
    private void regroup(String id) {
        EpisodeRow row =
                alerts.find(id).map(found -> read(List.of(found)).get(0)).orElse(null);
        if (row == null || !row.isOpen()) {
            investigations.remove(id);
            return;
        }
        Alert alert = row.episode().alert();
        Set<AccountId> accounts = row.episode().accounts().collect(Collectors.toSet());
        boolean hub = alert.typology() == Typology.SUDDEN_HUB;
        investigations.put(
                id, alert.openedAt(), accounts, hub ? Set.copyOf(alert.subject().accounts()) : Set.of());
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
        investigations.takeChanged().forEach(this::regroup);
        return read(episodes);
    }

    private List<EpisodeRow> read(List<Episode> episodes) {
        Instant now = clock.instant();
        Set<String> held = alerts.held(episodes);
        return cases.read(book -> {
            List<EpisodeRow> rows = new ArrayList<>(episodes.size());
            for (Episode episode : episodes) {
                Case work = book.find(episode.id()).orElse(null);
                rows.add(new EpisodeRow(
                        episode,
                        work,
                        isMuted(book, episode.alert(), now),
                        book.decidedBefore(episode.alert().subject(), episode.id()),
                        work == null && held.contains(episode.id()),
                        investigations.of(episode.id()).orElse(null)));
            }
            return rows;
        });
    }

    private boolean isMuted(CaseBook book, Alert alert, Instant now) {
        return book.mute(alert.subject(), now)
                        .filter(mute -> mute.hides(largest(alert)))
                        .isPresent()
                || book.mutesCovering(alert.subject(), alert.typology(), now).stream()
                        .anyMatch(mute -> mute.hides(alert.total()));
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
