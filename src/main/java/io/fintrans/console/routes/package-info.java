/** What browsers ask for about episodes, cases, mutes, history and rules in the shadow: requests are read here, refused or answered. */
@NullMarked
package io.fintrans.console.routes;

import org.jspecify.annotations.NullMarked;
