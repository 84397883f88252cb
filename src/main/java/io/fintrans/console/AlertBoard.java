package io.fintrans.console;

import io.fintrans.alert.Alert;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All episodes, each as its newest alert has it. */
final class AlertBoard {
    private record PairTotal(AccountId source, AccountId target, Currency currency) {}

    private final Map<String, Episode> episodes = new LinkedHashMap<>();
    private final Map<PairTotal, Long> largest = new HashMap<>();

    /** Returns the episode if the alert is news of it. In whatever order alerts come, the highest step stays, as it was revised last. */
    synchronized Optional<Episode> put(Alert alert, Coordinates record) {
        largest.merge(
                new PairTotal(alert.source(), alert.target(), alert.total().currency()),
                alert.total().minorUnits(),
                Math::max);
        Episode known = episodes.get(alert.id().episode());
        if (known != null && isOlder(alert, known.alert())) {
            return Optional.empty();
        }
        Episode episode = Episode.of(alert, record);
        episodes.put(episode.id(), episode);
        return Optional.of(episode);
    }

    /** The largest total that any episode of a pair has come to. */
    synchronized Optional<Money> largest(AccountId source, AccountId target, Currency currency) {
        return Optional.ofNullable(largest.get(new PairTotal(source, target, currency)))
                .map(minorUnits -> new Money(minorUnits, currency));
    }

    /** Also if it is the same again. All records of an alert are in one partition, in the order of writing. */
    private static boolean isOlder(Alert alert, Alert known) {
        return known.id().step() > alert.id().step()
                || (known.id().step() == alert.id().step() && !alert.revised());
    }

    synchronized Optional<Episode> find(String episode) {
        return Optional.ofNullable(episodes.get(episode));
    }

    synchronized List<Episode> all() {
        return new ArrayList<>(episodes.values());
    }
}
