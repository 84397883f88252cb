/** From what the rules of the network say of payments to episodes, and from these to alerts. Plain Java. */
@NullMarked
package io.fintrans.network.finding;

import org.jspecify.annotations.NullMarked;
