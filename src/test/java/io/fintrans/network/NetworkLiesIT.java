package io.fintrans.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subgraph;
import io.fintrans.process.ExitCode;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes to the alerts of the network what is not so, and each lie is told. */
class NetworkLiesIT {
    @TempDir
    private Path folder;

    @AutoClose
    private NetworkScene scene;

    @BeforeEach
    void start() {
        scene = new NetworkScene(folder);
    }

    @Test
    void tellsEachLie() {
        scene.pay(1500);
        scene.end();
        await("all that is expected")
                .atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        assertThat(NetworkRestartTest.standing(scene.alerts())).isEqualTo(scene.expected()));
        assertThat(scene.reconcile()).startsWith("exit " + ExitCode.DONE);
        List<Alert> truth = newest();

        Alert invented = truth.get(0);
        AlertId nobodys = new AlertId("0123456789abcdef", 1);
        scene.forge(with(invented, nobodys, invented.severity(), invented.state()));
        Alert missing = truth.get(1);
        scene.delete(missing);
        Alert amount = truth.get(2);
        scene.forge(withAnotherAmount(amount));
        Alert total = truth.get(3);
        scene.forge(withAnotherTotal(total));
        Alert severity = truth.get(4);
        scene.forge(with(severity, severity.id(), other(severity.severity()), severity.state()));
        Alert withdrawn = truth.get(5);
        scene.forge(withdrawn.withdrawn(null));

        assertThat(scene.reconcile())
                .startsWith("exit " + ExitCode.CHECK_FAILED)
                .containsPattern("network: expected [0-9]+, found [0-9]+, missing 1, extra 5")
                .contains("alert " + nobodys + ": no payments make it")
                .contains("alert " + missing.id() + " is missing")
                .contains("alert " + amount.id() + ": its evidence ")
                .contains("alert " + total.id() + ": its total is ")
                .contains("alert " + severity.id() + ": its severity is "
                        + other(severity.severity()).code())
                .contains("alert " + withdrawn.id() + ": its state is withdrawn, but should be ")
                .contains("It does not add up.");
    }

    /** Of alerts that stand, the newest of each id. */
    private List<Alert> newest() {
        Map<String, Alert> newest = new LinkedHashMap<>();
        scene.alerts().forEach(alert -> newest.put(alert.id().toString(), alert));
        return newest.values().stream()
                .filter(alert -> alert.state() != AlertState.WITHDRAWN && !alert.cut())
                .toList();
    }

    private static Severity other(Severity severity) {
        return severity == Severity.HIGH ? Severity.LOW : Severity.HIGH;
    }

    private static Alert withAnotherAmount(Alert alert) {
        List<Edge> edges = new ArrayList<>(alert.evidence().edges());
        Edge first = edges.get(0);
        edges.set(
                0,
                new Edge(
                        first.coordinates(),
                        first.time(),
                        first.source(),
                        first.target(),
                        Money.usd(first.amount().minorUnits() + 1),
                        first.part(),
                        first.layer()));
        return alert.with(new Subgraph(edges, alert.omitted()));
    }

    private static Alert withAnotherTotal(Alert alert) {
        List<Measure> measures = alert.measures().stream()
                .map(measure -> measure.name().equals(Measure.TOTAL)
                        ? Measure.money(Measure.TOTAL, measure.value() + 1, measure.limit())
                        : measure)
                .toList();
        return alert.with(measures, alert.evidence());
    }

    private static Alert with(Alert alert, AlertId id, Severity severity, AlertState state) {
        return new Alert(
                alert.form(),
                alert.application(),
                id,
                alert.rule(),
                alert.typology(),
                severity,
                alert.subject(),
                alert.measures(),
                alert.currency(),
                alert.window(),
                alert.openedAt(),
                alert.at(),
                alert.asOf(),
                alert.evidence(),
                state,
                alert.mergedInto(),
                alert.cut(),
                alert.shortenedTo(),
                alert.late());
    }
}
