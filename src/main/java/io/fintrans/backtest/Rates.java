package io.fintrans.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What currencies are worth in dollars. Without any date: each has one rate for all payments of a file.
 *
 * <p>They are read of a CSV file with a line of names: {@code currency}, its code; {@code minor_per_unit}, how many of a file's minor units make a unit,
 * 1, 10, 100 or 1000; and {@code usd_per_unit}, a decimal number.
 */
public final class Rates {
    /** Nothing but dollars, in cents. */
    public static final Rates NONE = new Rates(Map.of());

    private static final List<String> COLUMNS = List.of("currency", "minor_per_unit", "usd_per_unit");
    private static final int CENTS = 2;
    private static final int MOST_LINES = 1000;

    /** Dollars for a unit, and the decimals that a file's amounts have. */
    private record Rate(BigDecimal dollars, int decimals) {}

    private final Map<Currency, Rate> rates;

    private Rates(Map<Currency, Rate> rates) {
        this.rates = Map.copyOf(rates);
    }

    /**
     * Reads a file of rates.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is none, with a sentence
     */
    public static Rates read(Path file) throws IOException {
        Map<Currency, Rate> rates = new HashMap<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(file, UTF_8)) {
            for (NamedCsvRecord line : lines) {
                add(line, rates);
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("it is no CSV: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (rates.isEmpty()) {
            throw new IllegalArgumentException(
                    "it has no rates; its first line must name the columns " + String.join(", ", COLUMNS));
        }
        return new Rates(rates);
    }

    private static void add(NamedCsvRecord line, Map<Currency, Rate> rates) {
        String place = "line " + line.getStartingLineNumber() + ": ";
        if (!line.getHeader().containsAll(COLUMNS) || line.getFieldCount() < COLUMNS.size()) {
            throw new IllegalArgumentException(place + "it must have the columns " + String.join(", ", COLUMNS));
        }
        try {
            Currency currency = Money.currency(line.getField(COLUMNS.get(0)));
            Rate rate = new Rate(dollars(line.getField(COLUMNS.get(2))), decimals(line.getField(COLUMNS.get(1))));
            if (rates.put(currency, rate) != null || rates.size() > MOST_LINES) {
                throw new IllegalArgumentException(currency + " is there twice");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + e.getMessage(), e);
        }
    }

    private static BigDecimal dollars(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,12})?") || new BigDecimal(text).signum() == 0) {
            throw new IllegalArgumentException("usd_per_unit is no number over zero such as 1.27");
        }
        return new BigDecimal(text);
    }

    private static int decimals(String text) {
        if (!text.matches("10{0,3}")) {
            throw new IllegalArgumentException("minor_per_unit must be 1, 10, 100 or 1000");
        }
        return text.length() - 1;
    }

    /**
     * The amount in dollars: to the nearest cent, of two that are as near the even one, but at least a cent.
     *
     * @param minorUnits as the file has them, more than zero
     * @return nothing if there is no rate for the currency
     * @throws IllegalArgumentException if it is more than a payment can be
     */
    Optional<Money> dollars(long minorUnits, Currency currency) {
        Rate rate = rates.get(currency);
        if (rate == null) {
            return currency.equals(Money.USD) ? Optional.of(Money.usd(minorUnits)) : Optional.empty();
        }
        BigDecimal cents = BigDecimal.valueOf(minorUnits, rate.decimals())
                .multiply(rate.dollars())
                .movePointRight(CENTS)
                .setScale(0, RoundingMode.HALF_EVEN);
        if (cents.compareTo(BigDecimal.valueOf(Money.MAX_MINOR_UNITS)) > 0) {
            throw new IllegalArgumentException("the amount is too large in dollars");
        }
        return Optional.of(Money.usd(Math.max(1, cents.longValueExact())));
    }
}
