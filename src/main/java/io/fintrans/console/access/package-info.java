/** Who may use the console: users, how they sign in, their sessions, and what every request has to show. */
@NullMarked
package io.fintrans.console.access;

import org.jspecify.annotations.NullMarked;
