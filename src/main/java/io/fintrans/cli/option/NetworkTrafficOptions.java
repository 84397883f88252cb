package io.fintrans.cli.option;

import io.fintrans.cli.value.DurationConverter;
import io.fintrans.generator.NetworkTraffic;
import io.fintrans.generator.pattern.LaunderedTraffic;
import io.fintrans.generator.pattern.Range;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What laundering over several accounts looks like that is hidden. */
public final class NetworkTrafficOptions {
    private static final int THOUSAND = 1000;
    private static final int HUNDRED = 100;
    private static final int HUB_EVERY = 8;

    @Option(
            names = "--network",
            description =
                    "Hide laundering over several accounts, too: cycles, mules, scatter-gathers and so on, as half"
                            + " of the laundering, and make innocent payments that look like it.")
    private boolean network;

    @Option(
            names = "--network-size",
            paramLabel = "MIN..MAX",
            defaultValue = "3..6",
            description = "With --network: how many accounts take the same part in a pattern, 3..20 at most"
                    + " (default: ${DEFAULT-VALUE}).")
    private String size = "3..6";

    @Option(
            names = "--network-span",
            paramLabel = "MIN..MAX",
            defaultValue = "20s..60s",
            description = "With --network: how long a pattern takes, such as 6h..10d; innocent look-alikes come again"
                    + " after the longest (default: ${DEFAULT-VALUE}, for an audience).")
    private String span = "20s..60s";

    @Option(
            names = "--network-kept",
            paramLabel = "SHARE",
            defaultValue = "0.92",
            description = "With --network: how much of what came an account hands on at least, 0.001 to 1"
                    + " (default: ${DEFAULT-VALUE}).")
    private BigDecimal kept = new BigDecimal("0.92");

    @Option(
            names = "--network-noise",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "With --network: how many hidden payments have an honest one of the same account beside them,"
                    + " 0 to 1 (default: ${DEFAULT-VALUE}).")
    private BigDecimal noise = BigDecimal.ZERO;

    @Option(
            names = "--network-asleep",
            paramLabel = "TIME",
            defaultValue = "61d",
            converter = DurationConverter.class,
            description = "With --network: how long accounts are silent that wake (default: ${DEFAULT-VALUE}).")
    private Duration asleep = Duration.ofDays(61);

    @Option(
            names = "--look-alikes",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "With --network: the share of innocent payments that look like laundering, 0 to 0.5"
                    + " (default: ${DEFAULT-VALUE}).")
    private BigDecimal lookAlikes = new BigDecimal("0.01");

    boolean isGiven() {
        return network;
    }

    /**
     * What is hidden; null if nothing is.
     *
     * @param share hidden payments of a million
     * @throws IllegalArgumentException if a value is not allowed
     */
    @Nullable
    NetworkTraffic traffic(int share) {
        if (!network) {
            return null;
        }
        String[] sizes = ends("--network-size", size);
        String[] spans = ends("--network-span", span);
        DurationConverter duration = new DurationConverter();
        return new NetworkTraffic(
                share,
                new Range(number(sizes[0]), number(sizes[1])),
                duration.convert(spans[0]),
                duration.convert(spans[1]),
                parts("--network-kept", kept, THOUSAND),
                parts("--network-noise", noise, HUNDRED),
                HUB_EVERY,
                asleep,
                parts("--look-alikes", lookAlikes, LaunderedTraffic.SHARE_UNIT));
    }

    private static String[] ends(String option, String text) {
        String[] ends = text.split("\\.\\.", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException(
                    option + " must be two values such as 3..6 or 1h..3d but was: " + text + ".");
        }
        return ends;
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException(
                    "--network-size must be two numbers such as 3..6 but has: " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static int parts(String option, BigDecimal share, int whole) {
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(option + " must be 0 to 1 but was: " + share + ".");
        }
        return share.multiply(BigDecimal.valueOf(whole)).intValue();
    }
}
