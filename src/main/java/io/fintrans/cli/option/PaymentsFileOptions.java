package io.fintrans.cli.option;

import io.fintrans.backtest.PaymentSource;
import io.fintrans.backtest.PaymentsFile;
import io.fintrans.backtest.Rates;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A file of payments, and what its currencies are worth. */
public final class PaymentsFileOptions {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The payments, instead of those in the cities' topics.")
    private @Nullable Path file;

    @Option(
            names = "--rates",
            paramLabel = "FILE",
            description =
                    "With --file: what other currencies are worth, a CSV file with the columns currency, minor_per_unit and"
                            + " usd_per_unit. Without it payments in other currencies than USD are left out.")
    private @Nullable Path rates;

    /** Whether there is a file. */
    public boolean isGiven() {
        return file != null;
    }

    /** Refuses rates without a file. */
    public void check() {
        if (rates != null && file == null) {
            throw new CommandException(ExitCode.USAGE, "--rates needs --file: payments in Kafka are in dollars.");
        }
    }

    /**
     * The payments, none of them read yet.
     *
     * @throws CommandException if the rates cannot be read
     */
    public PaymentsFile payments() {
        if (file == null) {
            throw new IllegalStateException("no file of payments");
        }
        return rates == null ? new PaymentsFile(file) : new PaymentsFile(file, read(rates));
    }

    /** Says of which file something is wrong. */
    public PaymentSource source(PaymentsFile payments) {
        return into -> {
            try {
                payments.read(into);
            } catch (IOException e) {
                throw PathOption.unreadable("--file", payments.file(), e);
            } catch (IllegalArgumentException e) {
                throw new CommandException(ExitCode.USAGE, "--file " + payments.file() + ": " + e.getMessage() + ".");
            }
        };
    }

    private static Rates read(Path rates) {
        try {
            return Rates.read(rates);
        } catch (IOException e) {
            throw PathOption.unreadable("--rates", rates, e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--rates " + rates + ": " + e.getMessage() + ".");
        }
    }

    /** What the payments are that {@link PaymentsFile#foreign} counts. */
    public String foreign() {
        return rates == null
                ? "in other currencies than USD, which were left out"
                : "in currencies that " + rates + " has no rate for, which were left out";
    }
}
