package io.fintrans.casework;

import java.time.Instant;

/**
 * Why alerts of a pair of accounts are not shown, and until when.
 *
 * @param actor who muted it
 * @param at when
 * @param episode the case it was done in
 */
public record MuteState(Instant until, String reason, String actor, Instant at, String episode) {}
