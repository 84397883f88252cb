/** {@code fintrans rules}: what an application looks for, who changed it, and how to change it. */
@NullMarked
package io.fintrans.cli.rules;

import org.jspecify.annotations.NullMarked;
