package io.fintrans.reconcile.network;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.LateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The episodes of a rule in one mode, and what is told of them. */
final class Track {
    private final Links links;
    private final AlertMaker maker;
    private final Told told;
    private final LongSupplier newest;
    private final Map<Paid, Episode> byPayment = new HashMap<>();
    private final Set<Episode> open = new LinkedHashSet<>();
    /** And whether something was taken back or replaced. */
    private final Map<Episode, Boolean> changed = new LinkedHashMap<>();
    /** Told, and part of another one now. */
    private final Map<Episode, Episode> joined = new LinkedHashMap<>();

    /** Is told each alert as it is written. */
    interface Told {
        /** @param uncertain whether the stage may have told something else, depending on how it took payments together */
        void alert(Alert alert, boolean uncertain);
    }

    /** @param newest the time of the newest payment */
    Track(Links links, AlertMaker maker, Told told, LongSupplier newest) {
        this.links = links;
        this.maker = maker;
        this.told = told;
        this.newest = newest;
    }

    /** What was found at a payment, instead of what was found there before. */
    void put(Verdict verdict, boolean uncertain) {
        Episode before = byPayment.get(verdict.payment());
        if (before != null && verdict.equals(before.open.get(verdict.payment()))) {
            return;
        }
        boolean instead = before != null;
        remove(verdict.payment());
        Episode episode = null;
        for (Episode linked : links.of(verdict)) {
            episode = episode == null ? linked : join(episode, linked);
        }
        if (episode == null) {
            episode = new Episode();
            open.add(episode);
        }
        episode.open.put(verdict.payment(), verdict);
        if (uncertain) {
            episode.uncertain.add(verdict.payment());
        }
        byPayment.put(verdict.payment(), episode);
        links.add(verdict, episode);
        changed.merge(episode, instead, Boolean::logicalOr);
        episode.changedByLate |= instead;
    }

    /** Nothing is found at a payment. */
    void remove(Paid payment) {
        Episode episode = byPayment.remove(payment);
        Verdict verdict = episode == null ? null : episode.open.remove(payment);
        if (episode == null || verdict == null) {
            return;
        }
        episode.uncertain.remove(payment);
        links.remove(verdict, episode);
        changed.put(episode, true);
        episode.changedByLate = true;
        split(episode);
    }

    /** What was found at a payment and may still change; null if there is nothing. */
    @Nullable
    Verdict verdict(Paid payment) {
        Episode episode = byPayment.get(payment);
        return episode == null ? null : episode.open.get(payment);
    }

    /** It is certain by now what was found at a payment. */
    void ascertain(Paid payment) {
        Episode episode = byPayment.get(payment);
        if (episode != null) {
            episode.uncertain.remove(payment);
        }
    }

    private Episode join(Episode one, Episode other) {
        Episode stays = one.isBefore(other) ? one : other;
        Episode goes = stays == one ? other : one;
        goes.open.keySet().forEach(payment -> byPayment.put(payment, stays));
        stays.takeIn(goes);
        links.move(goes, stays);
        open.remove(goes);
        Boolean again = changed.remove(goes);
        changed.merge(stays, again != null && again, Boolean::logicalOr);
        if (goes.told() != null) {
            joined.put(goes, stays);
        }
        joined.replaceAll((gone, into) -> into == goes ? stays : into);
        return stays;
    }

    private void split(Episode episode) {
        if (episode.open.isEmpty()) {
            return;
        }
        List<Verdict> others = new ArrayList<>(episode.open.values());
        others.removeAll(links.connected(episode));
        List<Boolean> uncertain = others.stream()
                .map(each -> episode.uncertain.contains(each.payment()))
                .toList();
        for (Verdict each : others) {
            episode.open.remove(each.payment());
            episode.uncertain.remove(each.payment());
            byPayment.remove(each.payment());
            links.remove(each, episode);
        }
        for (int i = 0; i < others.size(); i++) {
            put(others.get(i), uncertain.get(i));
        }
    }

    /** Tells what is news, after a record was taken. */
    void tell() {
        joined.forEach(this::tellJoined);
        joined.clear();
        Map<Episode, Boolean> all = new LinkedHashMap<>(changed);
        changed.clear();
        all.forEach((episode, amended) -> {
            if (episode.count() == 0) {
                open.remove(episode);
                withdraw(episode, null, late(episode));
            } else {
                tell(episode, amended);
            }
        });
    }

    private void tellJoined(Episode gone, Episode into) {
        Alert other = into.told();
        withdraw(gone, other == null ? null : other.id().episode(), null);
    }

    private void withdraw(Episode episode, @Nullable String into, @Nullable LateChange late) {
        Alert before = episode.told();
        if (before != null) {
            told.alert(before.withdrawn(into).changedBy(late), !episode.uncertain.isEmpty());
        }
    }

    private void tell(Episode episode, boolean amended) {
        Alert before = episode.told();
        if (before == null || episode.step() > before.id().step()) {
            write(episode, AlertState.OPEN);
        } else if (amended) {
            write(episode, AlertState.AMENDED);
        }
    }

    /** That something late has changed it, and when that was seen; which payment that was is not said here. */
    private @Nullable LateChange late(Episode episode) {
        Instant now = Instant.ofEpochMilli(newest.getAsLong());
        return episode.changedByLate ? new LateChange(now, now) : null;
    }

    private void write(Episode episode, AlertState state) {
        Alert before = episode.told();
        LateChange late = late(episode);
        if (late == null && before != null) {
            late = before.late();
        }
        Alert alert = maker.alert(episode, state).changedBy(state == AlertState.OPEN ? null : late);
        episode.tell(alert);
        told.alert(alert, !episode.uncertain.isEmpty());
    }

    /** Tells of what is over: nothing can change any more that is before {@code settled}, nor be added to what ended before {@code over}. */
    void settle(long settled, long over, int most) {
        byPayment.keySet().removeIf(payment -> payment.time() < settled);
        List<Episode> ended = new ArrayList<>();
        for (Episode episode : open) {
            episode.settle(settled, over, most);
            if (episode.last().payment().time() < over) {
                ended.add(episode);
            }
        }
        links.forget(over);
        for (Episode episode : ended) {
            open.remove(episode);
            links.close(episode);
            write(episode, AlertState.FINAL);
        }
    }
}
