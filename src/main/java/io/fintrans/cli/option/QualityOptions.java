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
import java.util.Optional;
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
                    "With --quality: the payments, instead of made ones: a folder with payments.csv or payments.csv.gz, patterns.csv and,"
                            + " for other currencies, fx.csv; see docs/benchmarks.md.")
    private @Nullable Path set;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "With --quality: the same seed makes the same payments (default: 1).")
    private @Nullable Long seed;

    /** Whether it is asked for. */
    public boolean isGiven() {
        require(quality || (set == null && seed == null), "--set and --seed need --quality.");
        require(
                set == null || seed == null,
                "--seed says which payments are made, and --set has some; leave one of them out.");
        return quality;
    }

    /** Where the payments are; nothing if they are to be made. */
    public Optional<Path> folder() {
        return Optional.ofNullable(set);
    }

    /** By which payments are made. */
    public long seed() {
        return seed == null ? 1 : seed;
    }

    /**
     * Payments and what is hidden in them.
     *
     * @throws CommandException if they cannot be read
     */
    public LabelledSet read(Path folder) {
        try {
            return LabelledSet.read(folder);
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.USAGE, "There is no file " + e.getMessage() + ".");
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "Labelled payments cannot be read: " + e.getMessage());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CommandException(ExitCode.USAGE, otherwise);
        }
    }

    /** One rule of each kind, with its defaults. */
    public Rulebook rules() {
        return new Rulebook(
                NetworkDefaults.rules().stream().map(RuleDraft::first).toList());
    }
}
