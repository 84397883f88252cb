package io.fintrans.deploy;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Payments that a test made up, and the points that the ingest stage would make of them. */
record KnownPayments(List<Payment> all) {
    /** Two names differ only in what is a dot or any character to a regular expression, two only in their length. */
    static final List<String> CITIES = List.of("London", "NYC", "SF", "SF-2", "St.Gallen", "St-Gallen");
    /** Has payments only outside of the time that a dashboard shows. */
    static final String QUIET_CITY = "Tokyo";

    private static final int PARTITIONS = 3;
    private static final int SECONDS = 400;
    private static final int MOST_IN_A_SECOND = 7;

    record Payment(String city, int partition, long second, long cents) {}

    /** Seconds without payments, idle partitions, amounts from a cent up, and payments just outside of both ends. */
    static KnownPayments seeded(long seed, Instant from, Instant to) {
        Random random = new Random(seed);
        List<Payment> payments = new ArrayList<>();
        long first = from.getEpochSecond();
        long last = to.getEpochSecond();
        for (int i = 0; i < SECONDS; i++) {
            long second = first + random.nextLong(last - first + 1);
            CITIES.forEach(city -> addSecond(payments, random, city, second));
        }
        for (String city : List.of("London", QUIET_CITY)) {
            addSecond(payments, random, city, first - 1);
            addSecond(payments, random, city, last + 1);
        }
        for (String city : CITIES) {
            payments.add(new Payment(city, 0, first, cents(random)));
            payments.add(new Payment(city, 1, last, cents(random)));
        }
        return new KnownPayments(List.copyOf(payments));
    }

    private static void addSecond(List<Payment> payments, Random random, String city, long second) {
        int partition = random.nextInt(PARTITIONS);
        int count = random.nextInt(MOST_IN_A_SECOND) + 1;
        for (int i = 0; i < count; i++) {
            payments.add(new Payment(city, partition, second, cents(random)));
        }
    }

    /** Mostly small, some large, never a round number only. */
    private static long cents(Random random) {
        return 1 + (long) Math.pow(10, 1 + random.nextDouble() * 6);
    }

    /** The measurement {@code volume} in line protocol: one point for each city, partition and second. */
    List<String> volumeLines() {
        return all.stream()
                .collect(groupingBy(
                        payment -> "volume,city=" + payment.city + ",partition=" + payment.partition + " %s "
                                + payment.second,
                        TreeMap::new,
                        collectingAndThen(toList(), KnownPayments::fields)))
                .entrySet()
                .stream()
                .map(point -> point.getKey().replace("%s", point.getValue()))
                .toList();
    }

    private static String fields(List<Payment> payments) {
        return "count=" + payments.size() + "i,total=" + ExpectedNumbers.total(payments) + ",average="
                + ExpectedNumbers.average(payments) + ",min=" + ExpectedNumbers.quantile(payments, 0) + ",max="
                + ExpectedNumbers.biggest(payments) + ",p50=" + ExpectedNumbers.quantile(payments, 50) + ",p99="
                + ExpectedNumbers.quantile(payments, 99);
    }

    /** Major units, as InfluxDB and Grafana have them. */
    static BigDecimal dollars(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
