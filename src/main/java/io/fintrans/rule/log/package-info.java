/** The record of all rules: how versions are written to {@code fintrans.rules}, which of them count, and how they are followed. */
@NullMarked
package io.fintrans.rule.log;

import org.jspecify.annotations.NullMarked;
