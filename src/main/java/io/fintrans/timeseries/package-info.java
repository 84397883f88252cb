/** What a city's payments add up to, second by second, and how points in time are written for InfluxDB. */
@NullMarked
package io.fintrans.timeseries;

import org.jspecify.annotations.NullMarked;
