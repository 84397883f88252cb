/** Where settings come from that are not arguments: the environment, files, and how misspelt ones are noticed. */
@NullMarked
package io.fintrans.cli.setting;

import org.jspecify.annotations.NullMarked;
