/** What moves while the page is open: topics followed to their ends, how far the stages have come, and the stream that tells all pages. */
@NullMarked
package io.fintrans.console.live;

import org.jspecify.annotations.NullMarked;
