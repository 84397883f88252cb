/** The names of many accounts in memory, each kept once and known by a number. */
@NullMarked
package io.fintrans.accounts;

import org.jspecify.annotations.NullMarked;
