@NullMarked
package io.fintrans.network.finding;

import org.jspecify.annotations.NullMarked;
