/** What the network stage holds in memory, and its journal. */
@NullMarked
package io.fintrans.network.state;

import org.jspecify.annotations.NullMarked;
