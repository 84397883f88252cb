/** What once broke, each told by a class of its own. */
@NullMarked
package io.fintrans.issue;

import org.jspecify.annotations.NullMarked;
