/**
 * Which topics there are, how they are kept, which rights they need, and which records in them can be payments: the contract between
 * the stages.
 */
@NullMarked
package io.fintrans.topic;

import org.jspecify.annotations.NullMarked;
