package io.fintrans.cli.option;

import io.fintrans.cli.value.DurationConverter;
import io.fintrans.generator.GeneratorSettings;
import io.fintrans.generator.Pace;
import io.fintrans.generator.Profile;
import io.fintrans.generator.pattern.LaunderedTraffic;
import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code fintrans generate} makes: its options, as {@link GeneratorSettings}. */
public final class GenerateOptions {
    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Payments a second; 0 = as fast as Kafka takes them (default: 1000).")
    private @Nullable BigDecimal rate;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "${env:GEN_WAIT_SEC}",
            description = "Seconds from one payment to the next, where --rate is not given"
                    + " (default: the variable GEN_WAIT_SEC).")
    private @Nullable BigDecimal wait;

    @Option(names = "--count", paramLabel = "N", description = "End after so many payments.")
    private @Nullable Long count;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, for example 30s, 5m, 1h.")
    private @Nullable Duration duration;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same payments (default: a random one, which is printed).")
    private @Nullable Long seed;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            description = "Accounts that take part, named 0 to N-1 (default: 10000; always 1000 for original).")
    private @Nullable Integer accounts;

    @Mixin
    private CityOptions cities = new CityOptions();

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "ordinary",
            description = "ordinary: a few accounts busy and most not, sums as people pay them, standing orders,"
                    + " laundering hidden in it; original: the first demo's traffic, everything equally likely, one"
                    + " payment in 10000 with the amount 0, which the detector rejects (default: ${DEFAULT-VALUE}).")
    private Profile profile = Profile.ORDINARY;

    @Option(
            names = "--laundering",
            paramLabel = "SHARE",
            description = "Which share of the payments is laundering, 0 to 0.5 (default: 0.0005; 0 for original).")
    private @Nullable BigDecimal laundering;

    @Option(
            names = "--limit",
            paramLabel = "AMOUNT",
            defaultValue = "10000",
            description = "Each hidden payment stays just under this, each hidden sum is several times as much, and"
                    + " what an honest account pays another stays below; the detector's --threshold"
                    + " (default: ${DEFAULT-VALUE}).")
    private String limit = "10000";

    @Option(
            names = "--span",
            paramLabel = "TIME",
            defaultValue = "2m",
            converter = DurationConverter.class,
            description = "About how long a hidden sum takes: the default is for an audience, real ones take hours"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration span = Duration.ofMinutes(2);

    @Option(
            names = "--large-first",
            paramLabel = "AMOUNT",
            description = "Hide large first payments, too: so much or more, to an account that the source has never"
                    + " paid; the amount of a rule large-first (default: none).")
    private @Nullable String largeFirst;

    @Mixin
    private NetworkTrafficOptions network = new NetworkTrafficOptions();

    /** @throws IllegalArgumentException if a value is not allowed or two contradict each other */
    public GeneratorSettings settings() {
        int hidden = laundering == null ? profile.defaultLaundering() : millionths(laundering);
        int ofPairs = network.isGiven() ? hidden / 2 : hidden;
        return new GeneratorSettings(
                profile,
                cities.all(),
                pace(),
                count,
                duration,
                seed == null ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : seed,
                accounts == null ? profile.defaultAccounts() : accounts,
                ofPairs,
                amount("The limit", limit),
                span,
                largeFirst == null ? null : amount("A large first payment", largeFirst),
                network.traffic(hidden - ofPairs));
    }

    private Pace pace() {
        if (rate == null && wait != null) {
            return Pace.every(wait);
        }
        return Pace.perSecond(rate == null ? BigDecimal.valueOf(1000) : rate);
    }

    private static int millionths(BigDecimal share) {
        try {
            return share.multiply(BigDecimal.valueOf(LaunderedTraffic.SHARE_UNIT))
                    .intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "The share of laundering must be 0 to 0.5 with at most six decimals but was: " + share + ".", e);
        }
    }

    private static Money amount(String what, String text) {
        try {
            return Money.parseTyped(text, Money.USD);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + " must be an amount such as 10000 or 99.50 but was: " + text + ".", e);
        }
    }
}
