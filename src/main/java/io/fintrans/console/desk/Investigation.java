package io.fintrans.console.desk;

import java.util.List;
import java.util.Map;

/**
 * Open episodes that share accounts, directly or over others, and may be looked at as one.
 *
 * @param id the episode that was opened first
 * @param episodes their ids, two or more, as they were opened
 */
public record Investigation(String id, List<String> episodes) {
    /** How many episodes it has at most. What shares accounts with more is several, as they were opened. */
    public static final int MOST = 50;

    public Investigation {
        episodes = List.copyOf(episodes);
    }

    Map<String, Object> json() {
        return Map.of("id", id, "episodes", episodes.size());
    }
}
