/** The page of an account: its payments, read from the newest to older ones, and what was found and decided about it. */
@NullMarked
package io.fintrans.console.account;

import org.jspecify.annotations.NullMarked;
