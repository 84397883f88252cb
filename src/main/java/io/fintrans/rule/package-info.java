/** Rules as data: what a rule is called, which pattern it looks for, with which limits, and from when on it is in force. */
@NullMarked
package io.fintrans.rule;

import org.jspecify.annotations.NullMarked;
