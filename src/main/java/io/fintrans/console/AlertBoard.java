package io.fintrans.console;

import io.fintrans.alert.Alert;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All episodes, each as its newest alert has it. */
final class AlertBoard {
    private final Map<String, Episode> episodes = new LinkedHashMap<>();

    /** Returns the episode if the alert is news of it. In whatever order alerts come, the highest step stays. */
    synchronized Optional<Episode> put(Alert alert, Coordinates record) {
        Episode known = episodes.get(alert.id().episode());
        if (known != null && known.alert().id().step() >= alert.id().step()) {
            return Optional.empty();
        }
        Episode episode = Episode.of(alert, record);
        episodes.put(episode.id(), episode);
        return Optional.of(episode);
    }

    synchronized Optional<Episode> find(String episode) {
        return Optional.ofNullable(episodes.get(episode));
    }

    synchronized List<Episode> all() {
        return new ArrayList<>(episodes.values());
    }
}
