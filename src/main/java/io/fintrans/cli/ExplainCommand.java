package io.fintrans.cli;

import io.fintrans.alert.Subject;
import io.fintrans.cli.option.DetectorOptions;
import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.option.OutputOption;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.ProgressLine;
import io.fintrans.cli.output.ReadingProgress;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.PastKafka;
import io.fintrans.cli.value.Since;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.explain.AskedPayments;
import io.fintrans.explain.Explanations;
import io.fintrans.explain.WhyNot;
import io.fintrans.format.Formats;
import io.fintrans.past.CityPast;
import io.fintrans.past.Stretch;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.StageRights;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code fintrans explain}: why there is no finding, or one. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Says why there is no finding about a pair of accounts: of each rule in force at a time, what it measures in the window"
                    + " that ends then, the limit, what is missing, and the payments that count.",
            "Of an account it shows the pairs that come nearest to any limit, ten at most. Reads the payments of the window"
                    + " from the cities' topics, without what the detector has rejected; payments that came more than ten"
                    + " minutes late may be missing. The rules are those of fintrans.rules, or of --threshold, --thresholds,"
                    + " --window and --rules if one of them is given."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans explain --subject \"pair 516 482\"",
            "  fintrans explain --subject \"pair 516 482\" --at 2026-11-29T12:00:00Z",
            "  fintrans explain --subject \"account 516\" --at 2h --output json",
            ""
        })
public final class ExplainCommand implements Callable<Integer>, KafkaCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            required = true,
            converter = SubjectConverter.class,
            description = "Whom it is about: \"pair 516 482\" for what 516 sends 482, or \"account 516\".")
    private Subject subject;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Since.Converter.class,
            defaultValue = "0s",
            description = "When the window ends: 2026-11-29T12:00:00Z, or 2h for so long ago (default: now).")
    private Since at;

    @Mixin
    private DetectorOptions detector;

    @Mixin
    private OutputOption output = new OutputOption();

    private final Clock clock = Clock.systemUTC();

    /** Reads what alerts call a subject. */
    static final class SubjectConverter implements ITypeConverter<Subject> {
        @Override
        public Subject convert(String text) {
            try {
                return Subject.parse(text.strip().replaceAll(" +", " "));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no subject; write for example \"pair 516 482\" or \"account 516\"");
            }
        }
    }

    @Override
    public void checkSettings() {
        detector.check();
        if (subject instanceof Subject.Accounts) {
            throw new ParameterException(
                    spec.commandLine(), "--subject must be a pair or one account: no rule is about a set of accounts");
        }
    }

    @Override
    public Optional<StageRights> rights() {
        return Optional.of(StageRights.explain(detector.cityNames()));
    }

    @Override
    public Integer call() {
        Duration lateness = DetectorSettings.DEFAULT_LATENESS;
        Instant time = at.instant(clock);
        WhyNot whyNot = new WhyNot(rules(), lateness, time);
        AskedPayments asked = new AskedPayments(subject);
        try (CityPast past = new CityPast(kafka.clientProperties(), Formats.STANDARD, clock);
                ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            Stretch stretch = past.stretch(detector.cityNames(), whyNot.from(), time.plus(lateness));
            ReadingProgress progress = new ReadingProgress(line, "record", stretch.size(), System::nanoTime);
            past.read(stretch, past.rejected(detector.applicationId()), asked, read -> {
                progress.accept(read);
                return true;
            });
        }
        print(whyNot.answer(asked));
        return ExitCode.DONE;
    }

    private Rulebook rules() {
        if (!detector.given().isEmpty()) {
            return detector.rules();
        }
        return new PastKafka(kafka.clientProperties(), detector.applicationId()).requireRules();
    }

    private void print(Explanations explanations) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(Json.pretty(explanations.json()));
        } else {
            explanations.lines().forEach(out::println);
        }
        out.flush();
    }
}
