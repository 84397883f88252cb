/** What is looked at and waited for before a command begins: Kafka, its listener, topics, rights. */
@NullMarked
package io.fintrans.cli.start;

import org.jspecify.annotations.NullMarked;
