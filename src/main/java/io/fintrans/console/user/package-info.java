/** Who may sign in to a console: local users with their roles and passwords, in a file. */
@NullMarked
package io.fintrans.console.user;

import org.jspecify.annotations.NullMarked;
