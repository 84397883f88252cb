@NullMarked
package io.fintrans.network;

import org.jspecify.annotations.NullMarked;
