@NullMarked
package io.fintrans.network.state;

import org.jspecify.annotations.NullMarked;
