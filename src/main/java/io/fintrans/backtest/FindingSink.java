package io.fintrans.backtest;

/** Takes findings with all their evidence, each when it will not change any more. Several threads call it. */
@FunctionalInterface
public interface FindingSink {
    void settled(Finding finding);
}
