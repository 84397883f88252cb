package io.fintrans.cli.option;

import io.fintrans.benchmark.quality.LabelledSet;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.Rulebook;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On which payments quality is measured. */
public final class QualityOptions {
    @Option(
            names = "--quality",
            description = "Measure instead how good the rules about several accounts are with their defaults: how many"
                    + " hidden patterns they find, and how many alerts are right.")
    private boolean quality;

    @Option(
            names = "--set",
            paramLabel = "DIR",
            description =
                    "With --quality: the payments, a folder with payments.csv or payments.csv.gz, patterns.csv and,"
                            + " for other currencies, fx.csv; see docs/benchmarks.md.")
    private @Nullable Path set;

    /** Whether it is asked for. */
    public boolean isGiven() {
        if (set != null && !quality) {
            throw new CommandException(ExitCode.USAGE, "--set needs --quality.");
        }
        return quality;
    }

    /** Where the payments are. */
    public Path folder() {
        if (set == null) {
            throw new CommandException(ExitCode.USAGE, "--quality needs --set, a folder of labelled payments.");
        }
        return set;
    }

    /**
     * The payments and what is hidden in them.
     *
     * @throws CommandException if they cannot be read
     */
    public LabelledSet set() {
        try {
            return LabelledSet.read(folder());
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.USAGE, "There is no file " + e.getMessage() + ".");
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "Labelled payments cannot be read: " + e.getMessage());
        }
    }

    /** One rule of each kind, with its defaults. */
    public Rulebook rules() {
        return new Rulebook(
                NetworkDefaults.rules().stream().map(RuleDraft::first).toList());
    }
}
