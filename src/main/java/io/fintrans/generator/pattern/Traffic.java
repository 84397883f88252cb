package io.fintrans.generator.pattern;

/** An endless stream of payments. What it returns depends on its settings and seed alone. Not thread-safe. */
public interface Traffic {
    Transfer next();
}
