package io.fintrans.backtest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.fintrans.past.PastPayment;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file of payments in order of time, with a line of names: {@code id, epoch_ms, source, target, amount_minor, currency, city}, in any
 * order; more columns are ignored. It may be packed by gzip.
 */
public final class PaymentsFile implements PaymentSource {
    private static final List<String> COLUMNS =
            List.of("id", "epoch_ms", "source", "target", "amount_minor", "currency", "city");
    private static final int BUFFER = 1 << 16;
    /** The end of the year 9999, in milliseconds since 1970. */
    private static final long LATEST = 253_402_300_799_999L;

    private final Path file;
    private final int[] at = new int[COLUMNS.size()];
    private long wrong;
    private long foreign;
    private String firstWrong = "";

    public PaymentsFile(Path file) {
        this.file = file;
    }

    /** Lines that are no payment. */
    public long wrong() {
        return wrong;
    }

    /** The first of them, in words; empty if there is none. */
    public String firstWrong() {
        return firstWrong;
    }

    /** Payments in other currencies than dollars. */
    public long foreign() {
        return foreign;
    }

    /**
     * Reads all payments in dollars.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it lacks a column or is no CSV, with a sentence
     */
    @Override
    public void read(Consumer<PastPayment> payments) throws IOException {
        try (Reader text = new InputStreamReader(open(), StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> lines = csv.iterator();
            if (!lines.hasNext()) {
                throw new IllegalArgumentException("it is empty; its first line must name the columns " + names());
            }
            findColumns(lines.next());
            for (long row = 0; lines.hasNext(); row++) {
                read(lines.next(), row, payments);
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("it is no CSV: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private InputStream open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        bytes.mark(2);
        boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return packed ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    private void findColumns(CsvRecord head) {
        for (int i = 0; i < at.length; i++) {
            String column = COLUMNS.get(i);
            List<String> found = head.getFields().stream()
                    .map(field -> field.replace("\ufeff", "").strip())
                    .toList();
            at[i] = found.indexOf(column);
            if (at[i] != found.lastIndexOf(column)) {
                throw new IllegalArgumentException("it has the column " + column + " twice");
            }
            if (at[i] < 0) {
                throw new IllegalArgumentException(
                        "it has no column " + COLUMNS.get(i) + "; its first line must name the columns " + names());
            }
        }
    }

    private static String names() {
        return String.join(", ", COLUMNS);
    }

    private void read(CsvRecord line, long row, Consumer<PastPayment> payments) {
        if (line.getFields().stream().anyMatch(field -> field.indexOf('\n') >= 0)) {
            throw new IllegalArgumentException("the text that begins in line " + line.getStartingLineNumber()
                    + " goes on over several lines; a quote is not closed there");
        }
        PastPayment payment;
        try {
            payment = payment(line, row);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            wrong++;
            firstWrong = firstWrong.isEmpty() ? "line " + line.getStartingLineNumber() + ": " + why(e) : firstWrong;
            return;
        }
        if (payment.payment().amount().currency().equals(Money.USD)) {
            payments.accept(payment);
        } else {
            foreign++;
        }
    }

    private PastPayment payment(CsvRecord line, long row) {
        AccountId source = AccountId.of(line.getField(at[2]));
        AccountId target = AccountId.of(line.getField(at[3]));
        long minorUnits = number(line, 4);
        long time = number(line, 1);
        if (minorUnits < 1
                || minorUnits > Money.MAX_MINOR_UNITS
                || time < 0
                || time > LATEST
                || source.equals(target)) {
            throw new IllegalArgumentException(
                    "amount and time must be more than zero and not too large, and the accounts must differ");
        }
        Money amount = new Money(minorUnits, Money.currency(line.getField(at[5])));
        String city = new City(line.getField(at[6])).name();
        return new PastPayment(Payment.of(source, target, amount), city, 0, row, time, line.getField(at[0]));
    }

    private long number(CsvRecord line, int column) {
        String text = line.getField(at[column]);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    COLUMNS.get(column) + " is not a whole number: " + text.substring(0, Math.min(40, text.length())),
                    e);
        }
    }

    private static String why(RuntimeException e) {
        String why = e instanceof IndexOutOfBoundsException ? "it has too few columns" : String.valueOf(e.getMessage());
        // Whatever stands in the file comes to a terminal.
        return why.replaceAll("\\p{Cntrl}", "?");
    }
}
