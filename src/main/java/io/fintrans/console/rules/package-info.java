/** What is looked for, as the page shows it: versions of rules, what people change about them, and what waits for a second person. */
@NullMarked
package io.fintrans.console.rules;

import org.jspecify.annotations.NullMarked;
