package io.fintrans.cli;

import io.fintrans.cli.option.AcceptedOption;
import io.fintrans.cli.option.DetectorOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.ProgressLine;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.value.ApplicationIdConverter;
import io.fintrans.cli.value.DurationConverter;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.format.Formats;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.reconcile.HeldBackException;
import io.fintrans.reconcile.ReconcileSettings;
import io.fintrans.reconcile.Reconciliation;
import io.fintrans.reconcile.report.ProvenRules;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.ReportJson;
import io.fintrans.reconcile.report.ReportText;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.WindowJournal;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.volume.VolumeTopology;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans reconcile}: the proof that nothing is lost, nothing double and every alert right. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Proves from the topics alone that every payment was handled once or rejected for a reason, and that every"
                    + " alert and every volume is right, those of the network stage, too.",
            "Works on a live system: it takes the ends of the topics when it starts, waits until the detector has come"
                    + " so far, and judges what is before. --cities must be those of the detector. Its rules are read from"
                    + " fintrans.rules, in all their versions; --threshold, --thresholds, --window and --rules are only for a"
                    + " detector that has none recorded there.",
            "What can be neither proven nor refuted is counted as unchecked, and with --strict is as bad as what is"
                    + " wrong.",
            "Takes up to 52 bytes of memory for each payment in the topics, and 48 MB; where there is a network stage,"
                    + " some 130 bytes more for each payment of its longest window. Ends with exit code 3 if anything differs."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans reconcile",
            "  fintrans reconcile --timeout 5m",
            "  fintrans reconcile --output json --bootstrap-server kafka:9092",
            ""
        })
public final class ReconcileCommand implements Callable<Integer>, KafkaCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private DetectorOptions detector;

    @Mixin
    private AcceptedOption accepted = new AcceptedOption();

    @Option(
            names = "--volume-application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = VolumeTopology.DEFAULT_APPLICATION_ID,
            description = "Name of the volume stage, whose sums are proven too if it has ever run (default:"
                    + " ${DEFAULT-VALUE}).")
    private String volumeApplicationId;

    @Option(
            names = "--network-application-id",
            paramLabel = "ID",
            converter = ApplicationIdConverter.class,
            defaultValue = Application.NETWORK,
            description = "Name of the network stage, whose alerts are proven too if it has ever run (default:"
                    + " ${DEFAULT-VALUE}).")
    private String networkApplicationId;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long to wait for each stage (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--strict",
            description = "End with exit code 3 also if something can be neither proven nor refuted.")
    private boolean strict;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void checkSettings() {
        detector.check();
    }

    @Override
    public Optional<StageRights> rights() {
        List<String> reads = new ArrayList<>(accepted.of(detector.journal()).topics());
        reads.addAll(List.of(Topics.VOLUMES, WindowJournal.name(networkApplicationId)));
        return Optional.of(StageRights.reconcile(
                reads, List.of(detector.applicationId(), volumeApplicationId, networkApplicationId)));
    }

    /** Options that say what the rules were at first, or are by now, do no harm. */
    private void checkAgreement(ProvenRules rules) {
        if (rules.recorded() && !detector.rules().equals(rules.rulebook().first())) {
            detector.requireAgreement(rules.rulebook(), kafka.usersTools());
        }
    }

    @Override
    public Integer call() {
        ReconcileSettings settings = new ReconcileSettings(
                detector.cityNames(),
                detector.applicationId(),
                volumeApplicationId,
                networkApplicationId,
                detector.rules(),
                DetectorSettings.DEFAULT_LATENESS,
                Formats.STANDARD,
                accepted.isOn(),
                timeout);
        Report report;
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
                Reconciliation reconciliation =
                        new Reconciliation(kafka.clientProperties(), settings, Clock.systemUTC(), progress)) {
            checkAgreement(reconciliation.rules());
            report = reconciliation.run();
        } catch (NewerFormException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (HeldBackException e) {
            String end = kafka.listTransactions(
                            detector.cityNames(), detector.journal().topic()) + " --end " + e.producer();
            throw new CommandException(ExitCode.FAILED, e.getMessage() + ". End it with: " + end);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(ReportJson.write(report));
        } else {
            out.print(ReportText.write(report));
        }
        out.flush();
        boolean proven = report.ok() && (!strict || report.uncheckedTotal() == 0);
        return proven ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }
}
