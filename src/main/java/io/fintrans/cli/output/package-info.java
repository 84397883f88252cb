/** What commands print: lines, tables, JSON, progress. */
@NullMarked
package io.fintrans.cli.output;

import org.jspecify.annotations.NullMarked;
