/** Which topics there are, how they are kept, who needs which right, and which records can be payments: what stages agree on. */
@NullMarked
package io.fintrans.topic;

import org.jspecify.annotations.NullMarked;
