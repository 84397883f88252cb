/** What is said about accounts: of which class they are, and which of them are allow-listed, since when and for how long. */
@NullMarked
package io.fintrans.rule.account;

import org.jspecify.annotations.NullMarked;
