/** What an operator sees and decides: episodes, cases, mutes, the history and the report. */
@NullMarked
package io.fintrans.console.desk;

import org.jspecify.annotations.NullMarked;
