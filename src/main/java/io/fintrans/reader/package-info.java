/** How records that strangers can write are read, so that none of them, whatever it is, takes more memory than there is. */
@NullMarked
package io.fintrans.reader;

import org.jspecify.annotations.NullMarked;
