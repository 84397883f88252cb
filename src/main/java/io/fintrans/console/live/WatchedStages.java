package io.fintrans.console.live;

/**
 * The stages whose progress the page shows.
 *
 * @param detector its consumer group, which is its application id
 * @param volume its consumer group
 * @param network its consumer group; this stage is shown only where it has run, as not everybody runs it
 */
public record WatchedStages(String detector, String volume, String network) {
    public static final WatchedStages USUAL =
            new WatchedStages("fintrans-detector", "fintrans-volume", "fintrans-network");
}
