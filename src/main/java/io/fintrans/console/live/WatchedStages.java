package io.fintrans.console.live;

/**
 * The stages whose progress the page shows.
 *
 * @param detector its consumer group, which is its application id
 * @param volume its consumer group
 */
public record WatchedStages(String detector, String volume) {
    public static final WatchedStages USUAL = new WatchedStages("fintrans-detector", "fintrans-volume");
}
