package io.fintrans.deploy;

import static java.util.stream.Collectors.groupingBy;

import io.fintrans.deploy.KnownPayments.Payment;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the dashboard must show, computed from the payments themselves, in plain Java.
 *
 * <p>A number is found under {@code city column @second}: no city where the panel shows all as one, no second where it shows the
 * whole time as one.
 */
record ExpectedNumbers(List<Payment> payments, GrafanaVariables shown) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static ExpectedNumbers of(KnownPayments known, GrafanaVariables shown) {
        List<Payment> payments = known.all().stream()
                .filter(payment -> shown.shows(payment.city()))
                .filter(payment -> payment.second() >= shown.from().getEpochSecond()
                        && payment.second() <= shown.to().getEpochSecond())
                .toList();
        return new ExpectedNumbers(payments, shown);
    }

    /** The numbers of each panel, by its title. */
    Map<String, Map<String, BigDecimal>> byPanel() {
        return Map.ofEntries(
                Map.entry("Volume, past hour", together("total", ExpectedNumbers::total)),
                Map.entry("Average payment, past hour", together("average", ExpectedNumbers::average)),
                Map.entry("Payments, past hour", together("count", ExpectedNumbers::count)),
                Map.entry("Biggest payment, past hour", together("max", ExpectedNumbers::biggest)),
                Map.entry("Volume by city, past hour", byCity("total", ExpectedNumbers::total)),
                Map.entry("Average payment by city, past hour", byCity("average", ExpectedNumbers::average)),
                Map.entry("Volume per minute", byTime("total", MINUTE, ExpectedNumbers::total)),
                Map.entry("Average payment", byTime("average", shown.interval(), ExpectedNumbers::average)),
                Map.entry("Payments per second", rates()),
                Map.entry("Distribution: p50 and p99", distribution()),
                Map.entry("Biggest payment", byTime("max", shown.interval(), ExpectedNumbers::biggest)));
    }

    private Map<String, BigDecimal> together(String column, Function<List<Payment>, BigDecimal> number) {
        return grouped(payment -> " " + column + " @", number);
    }

    private Map<String, BigDecimal> byCity(String column, Function<List<Payment>, BigDecimal> number) {
        return grouped(payment -> payment.city() + " " + column + " @", number);
    }

    /** InfluxDB's intervals begin at whole multiples of their width since 1970. */
    private Map<String, BigDecimal> byTime(String column, Duration width, Function<List<Payment>, BigDecimal> number) {
        long seconds = width.toSeconds();
        return grouped(payment -> payment.city() + " " + column + " @" + start(payment.second(), seconds), number);
    }

    private static long start(long second, long width) {
        return second - Math.floorMod(second, width);
    }

    /** Also of the intervals without payments: silence is a number here, not a gap. */
    private Map<String, BigDecimal> rates() {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        long width = shown.interval().toSeconds();
        for (String city : payments.stream().map(Payment::city).distinct().toList()) {
            for (long at = start(shown.from().getEpochSecond(), width);
                    at <= shown.to().getEpochSecond();
                    at += width) {
                numbers.put(city + " rate @" + at, BigDecimal.ZERO);
            }
        }
        numbers.putAll(byTime("rate", shown.interval(), this::rate));
        return numbers;
    }

    private Map<String, BigDecimal> distribution() {
        Map<String, BigDecimal> numbers = byTime("p50", shown.interval(), each -> median(quantiles(each, 50)));
        numbers.putAll(byTime("p99", shown.interval(), each -> last(quantiles(each, 99))));
        return numbers;
    }

    private Map<String, BigDecimal> grouped(Function<Payment, String> key, Function<List<Payment>, BigDecimal> number) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        payments.stream().collect(groupingBy(key)).forEach((name, group) -> numbers.put(name, number.apply(group)));
        return numbers;
    }

    static BigDecimal total(Collection<Payment> payments) {
        return KnownPayments.dollars(payments.stream().mapToLong(Payment::cents).sum());
    }

    static BigDecimal average(Collection<Payment> payments) {
        return total(payments).divide(count(payments), MathContext.DECIMAL64);
    }

    static BigDecimal biggest(Collection<Payment> payments) {
        return KnownPayments.dollars(
                payments.stream().mapToLong(Payment::cents).max().orElseThrow());
    }

    private static BigDecimal count(Collection<Payment> payments) {
        return BigDecimal.valueOf(payments.size());
    }

    private BigDecimal rate(List<Payment> payments) {
        return count(payments).divide(BigDecimal.valueOf(shown.interval().toSeconds()), MathContext.DECIMAL64);
    }

    /** By nearest rank: the smallest payment that at least so many percent are not above. */
    static BigDecimal quantile(List<Payment> payments, int percent) {
        List<Long> sorted = payments.stream().map(Payment::cents).sorted().toList();
        int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
        return KnownPayments.dollars(sorted.get(rank - 1));
    }

    /** The quantiles of each partition and second, ascending: what InfluxDB has to choose from. */
    private static List<BigDecimal> quantiles(List<Payment> payments, int percent) {
        return payments.stream()
                .collect(groupingBy(payment -> List.of(payment.second(), payment.partition())))
                .values()
                .stream()
                .map(point -> quantile(point, percent))
                .sorted()
                .toList();
    }

    private static BigDecimal median(List<BigDecimal> sorted) {
        BigDecimal below = sorted.get((sorted.size() - 1) / 2);
        return below.add(sorted.get(sorted.size() / 2)).divide(BigDecimal.valueOf(2));
    }

    private static BigDecimal last(List<BigDecimal> sorted) {
        return sorted.get(sorted.size() - 1);
    }
}
