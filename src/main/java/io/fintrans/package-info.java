/**
 * fintrans: payments of five cities flow through Kafka, which keeps them all; laundering is found on the way.
 *
 * <pre>
 *                London NYC SF Moscow Tokyo                fintrans.alerts
 * generator ─────────────┬───────────────────▶ detector ─────────┬──────────▶ alerts (a human operator)
 *     │                  │                        │              │
 *     ▼                  │                        ▼              │
 * fintrans.labels        │                 fintrans.rejected     │
 *                        └──────────────────────┬────────────────┘
 *                                               ▼
 *                                           reconcile (proof that nothing is lost, nothing double)
 * </pre>
 *
 * <p>Nouns ({@code transaction}, {@code format}, {@code alert}, {@code casework}, {@code topic}) say what flows; stages ({@code generator},
 * {@code detector}) make it flow and never call one another; hosts ({@code broker}, {@code cli}) run the stages. {@link
 * io.fintrans.topic.Topics} is the map of the system; ARCHITECTURE.md tells who may use whom.
 */
@NullMarked
package io.fintrans;

import org.jspecify.annotations.NullMarked;
