/** What flows: payments between accounts, in money, in cities, at coordinates; or why a record is none. */
@NullMarked
package io.fintrans.transaction;

import org.jspecify.annotations.NullMarked;
