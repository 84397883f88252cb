package io.fintrans;

import java.util.Set;

/** What the documents name although it has not arrived in this branch yet; to be emptied and deleted before a release. */
final class Arriving {
    private static final Set<String> NAMES = Set.of(
            "alerts",
            "benchmark",
            "demo",
            "doctor",
            "generate",
            "reconcile",
            "generator/pattern",
            "src/benchmark/java",
            "FINTRANS_BOOTSTRAP_SERVER",
            "NO_COLOR",
            "GEN_WAIT_SEC",
            "PROD_OUTPUT",
            "generator",
            "generator.pattern",
            "benchmark.worker");
    private static final Set<String> OPTIONS = Set.of(
            "--data-dir",
            "--fresh",
            "--duration",
            "--seed",
            "--rate",
            "--threshold",
            "--window",
            "--port",
            "--count",
            "--accounts",
            "--cities",
            "--profile",
            "--laundering",
            "--threads",
            "--memory",
            "--state-dir",
            "--application-id",
            "--quiet",
            "--follow",
            "--from-beginning",
            "--output",
            "--config",
            "--wait",
            "--limit",
            "--span",
            "--print",
            "--isolation",
            "--records",
            "--pairs",
            "--rounds",
            "--steady-seconds",
            "--only",
            "--bootstrap-server",
            "--broker",
            "--command-config",
            "--command-property");

    private Arriving() {}

    static boolean is(String name) {
        return NAMES.contains(name) || OPTIONS.contains(name);
    }
}
