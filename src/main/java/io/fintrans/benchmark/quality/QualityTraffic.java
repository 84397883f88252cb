package io.fintrans.benchmark.quality;

import io.fintrans.generator.GeneratorSettings;
import io.fintrans.generator.LabelledFiles;
import io.fintrans.generator.NetworkTraffic;
import io.fintrans.generator.Pace;
import io.fintrans.generator.Profile;
import io.fintrans.generator.pattern.Range;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * The payments that quality is measured on where no others are given: 75 days of 20,000 accounts, since an account that wakes must have been silent for
 * long. Sudden hubs are not hidden: an alert names 60 payments of them, and a pattern has 262 or more, so that it could never count as found.
 */
public final class QualityTraffic {
    /** How many payments there are. */
    public static final long PAYMENTS = 1_200_000;

    private static final BigDecimal SECONDS_BETWEEN = new BigDecimal("5.4");
    private static final int ACCOUNTS = 20_000;
    /** Of a million payments, so many that each kind is hidden a hundred times. */
    private static final int HIDDEN = 10_400;

    private static final int LOOK_ALIKES = 30_000;
    private static final int KEPT = 850;
    private static final int NOISE = 30;
    private static final Duration ASLEEP = Duration.ofDays(61);
    private static final Money LIMIT = Money.usd(1_000_000);

    private QualityTraffic() {}

    /**
     * Writes them into a folder, as a set.
     *
     * @param seed the same seed makes the same payments
     * @param progress told now and then how many payments were made
     * @throws IOException if they cannot be written
     */
    public static void write(Path folder, long seed, LongConsumer progress) throws IOException {
        LabelledFiles.write(settings(seed, PAYMENTS), folder, progress);
    }

    static GeneratorSettings settings(long seed, long payments) {
        NetworkTraffic hidden = new NetworkTraffic(
                HIDDEN, new Range(3, 6), Duration.ofHours(6), Duration.ofDays(10), KEPT, NOISE, 0, ASLEEP, LOOK_ALIKES);
        return new GeneratorSettings(
                Profile.ORDINARY,
                City.DEFAULTS,
                Pace.every(SECONDS_BETWEEN),
                payments,
                null,
                seed,
                ACCOUNTS,
                0,
                LIMIT,
                Duration.ofMinutes(2),
                null,
                hidden);
    }
}
