/** What was found, why, and what was hidden to be found. */
@NullMarked
package io.fintrans.alert;

import org.jspecify.annotations.NullMarked;
