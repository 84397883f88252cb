/**
 * fintrans: payments of several cities flow through Kafka, which keeps them all; laundering is found on the way.
 *
 * <pre>
 *                                                    exchange, journal
 *                                                     ▲│
 *                                                     │▼
 * generator ──▶ London NYC SF Moscow Tokyo ──┬──▶ detector ──┬──▶ fintrans.alerts ────┬──▶ console ◀──▶ fintrans.cases
 *     │                                      │               ├──▶ fintrans.rejected   │       ▲
 *     │                                      │               └──▶ fintrans.accepted   │       │
 *     ▼                                      │                                        │       │
 * fintrans.labels                            └──▶ volume ──────▶ fintrans.volumes ─┬──┼───────┘
 *                                                                                  ▼  ▼
 *                                                                                 ingest ──▶ InfluxDB ──▶ Grafana
 *
 * reconcile reads all of it, and proves that nothing is lost and nothing is double.
 * </pre>
 *
 * <p>Nouns ({@code transaction}, {@code format}, {@code alert}, {@code casework}, {@code timeseries}, {@code topic}, {@code packed}, {@code accepted}) say what flows.
 * Stages ({@code generator}, {@code detector}, {@code volume}, {@code ingest}, {@code console}) make it flow and never call one
 * another; {@code reader} and {@code streams} are what they share. Checks ({@code reconcile}, {@code benchmark}) say how we know.
 * Hosts ({@code broker}, {@code cli}) run it. Tools ({@code machine}) know nothing of payments. {@link
 * io.fintrans.topic.Topics} is the map of the system; ARCHITECTURE.md tells who may use whom.
 */
@NullMarked
package io.fintrans;

import org.jspecify.annotations.NullMarked;
