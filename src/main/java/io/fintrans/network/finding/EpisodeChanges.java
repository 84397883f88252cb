package io.fintrans.network.finding;

/** Is told how episodes have changed, by their ids. */
public interface EpisodeChanges {
    /** An episode is this, whatever it was before. */
    void whole(String id, EpisodeState state);

    /** This has come to an episode. */
    void more(String id, EpisodeAddition addition);

    /** An episode cannot change any more, or is part of another one. */
    void over(String id);
}
