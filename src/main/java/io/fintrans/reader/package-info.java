/**
 * How records that strangers can write are read, so that none of them, whatever it is, takes more memory than there is.
 *
 * <p>{@link io.fintrans.reader.TopicReader} reads topics outside of groups; who reads in a group, as stages do, has {@link
 * io.fintrans.reader.BoundedConsumer} alone.
 */
@NullMarked
package io.fintrans.reader;

import org.jspecify.annotations.NullMarked;
