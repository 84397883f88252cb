/** What operators do about alerts: cases, the commands and events that change them, and the chain that keeps the events honest. */
@NullMarked
package io.fintrans.casework;

import org.jspecify.annotations.NullMarked;
