/** What flows: payments between accounts, in money, in cities, at coordinates. */
@NullMarked
package io.fintrans.transaction;

import org.jspecify.annotations.NullMarked;
