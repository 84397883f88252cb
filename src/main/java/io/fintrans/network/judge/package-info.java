/** Takes payments, asks the rules of the network about each, and again where something late has come that it can see. Plain Java. */
@NullMarked
package io.fintrans.network.judge;

import org.jspecify.annotations.NullMarked;
