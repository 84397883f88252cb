/** The stage that finds laundering over several accounts: reads the payments that the detector has counted, and alerts. */
@NullMarked
package io.fintrans.network;

import org.jspecify.annotations.NullMarked;
