/** Which topics there are and how they are kept: the contract between the stages. */
@NullMarked
package io.fintrans.topic;

import org.jspecify.annotations.NullMarked;
