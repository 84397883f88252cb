package io.fintrans.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.fintrans.past.PastPayment;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file of payments in order of time, with a line of names: {@code id, epoch_ms, source, target, amount_minor, currency, city}, in any
 * order; more columns are ignored. It may be packed by gzip.
 */
public final class PaymentsFile implements PaymentSource {
    private static final List<String> COLUMNS =
            List.of("id", "epoch_ms", "source", "target", "amount_minor", "currency", "city");
    private static final int BUFFER = 1 << 16;
    /** A text in quotes may have so many characters, so that one that is never closed does not fill the memory. */
    private static final int LONGEST_TEXT = 1 << 20;
    /** How FastCSV begins to say so. */
    private static final String TOO_LONG = "The maximum buffer size";
    /** Put behind the end of the file. It is a line of its own, unless a quote is open there. */
    private static final String END = "\uffff";

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    /** So many characters of what stands in the file are told at most. */
    private static final int SHOWN = 40;
    /** The end of the year 9999, in milliseconds since 1970. */
    private static final long LATEST = 253_402_300_799_999L;

    private final Path file;
    private final Rates rates;
    private final int[] at = new int[COLUMNS.size()];
    private long wrong;
    private long foreign;
    private String firstWrong = "";
    private final RecentIds ids = new RecentIds();
    private long again;
    private String firstAgain = "";

    /** Of which payments in dollars are judged. */
    public PaymentsFile(Path file) {
        this(file, Rates.NONE);
    }

    /** @param rates by which amounts in other currencies become dollars */
    public PaymentsFile(Path file, Rates rates) {
        this.file = file;
        this.rates = rates;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Lines that are no payment. */
    public long wrong() {
        return wrong;
    }

    /** The first of them, in words; empty if there is none. */
    public String firstWrong() {
        return firstWrong;
    }

    /** Payments with an id that one of the {@value RecentIds#KNOWN} lines before has, or one of even more. They count all the same. */
    public long again() {
        return again;
    }

    /** The id of the first of them and its line, in words; empty if there is none. */
    public String firstAgain() {
        return firstAgain;
    }

    /** Payments in other currencies than dollars that there is no rate for. */
    public long foreign() {
        return foreign;
    }

    /**
     * Reads all payments in dollars, and those that there are rates for.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it lacks a column or is no CSV, with a sentence
     */
    @Override
    public void read(Consumer<PastPayment> payments) throws IOException {
        InputStream end = new ByteArrayInputStream(("\n" + END).getBytes(UTF_8));
        try (Reader text = new InputStreamReader(new SequenceInputStream(open(), end), UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .maxBufferSize(LONGEST_TEXT)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> lines = csv.iterator();
            CsvRecord line = lines.next();
            if (lines.hasNext()) {
                findColumns(line);
                line = lines.next();
            } else if (isEnd(line)) {
                throw new IllegalArgumentException("it is empty; its first line must name the columns " + names());
            }
            for (long row = 0; lines.hasNext(); row++) {
                read(line, row, payments);
                line = lines.next();
            }
            if (!isEnd(line)) {
                throw new IllegalArgumentException(
                        "the quote that begins in line " + lineOfLast(line) + " is never closed");
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(noCsv(e), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isEnd(CsvRecord line) {
        return line.getFields().equals(List.of(END));
    }

    /** In which line the last field begins. */
    private static long lineOfLast(CsvRecord line) {
        List<String> before = line.getFields().subList(0, line.getFieldCount() - 1);
        return line.getStartingLineNumber()
                + before.stream()
                        .mapToLong(field -> LINE_BREAK.matcher(field).results().count())
                        .sum();
    }

    private static String noCsv(CsvParseException e) {
        String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
        if (why.startsWith(TOO_LONG)) {
            why = "a quote is never closed, or the text in quotes has more than " + LONGEST_TEXT + " characters";
        }
        return "it is no CSV: " + e.getMessage() + (why.isEmpty() ? "" : ": " + printable(why));
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
        Optional<PastPayment> payment;
        try {
            payment = payment(line, row);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            wrong++;
            firstWrong = firstWrong.isEmpty() ? "line " + line.getStartingLineNumber() + ": " + why(e) : firstWrong;
            return;
        }
        if (payment.isPresent()) {
            lookForItsId(line);
            payments.accept(payment.get());
        } else {
            foreign++;
        }
    }

    private void lookForItsId(CsvRecord line) {
        String id = line.getField(at[0]);
        if (!id.isEmpty() && ids.isAgain(id)) {
            again++;
            firstAgain = firstAgain.isEmpty()
                    ? printable(id.substring(0, Math.min(SHOWN, id.length()))) + " in line "
                            + line.getStartingLineNumber()
                    : firstAgain;
        }
    }

    /** Nothing if there is no rate for its currency. */
    private Optional<PastPayment> payment(CsvRecord line, long row) {
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
        String city = new City(line.getField(at[6])).name();
        return rates.dollars(minorUnits, Money.currency(line.getField(at[5])))
                .map(amount ->
                        new PastPayment(Payment.of(source, target, amount), city, 0, row, time, line.getField(at[0])));
    }

    private long number(CsvRecord line, int column) {
        String text = line.getField(at[column]);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    COLUMNS.get(column) + " is not a whole number: "
                            + text.substring(0, Math.min(SHOWN, text.length())),
                    e);
        }
    }

    private static String why(RuntimeException e) {
        String why = e instanceof IndexOutOfBoundsException ? "it has too few columns" : String.valueOf(e.getMessage());
        return printable(why);
    }

    /** Whatever stands in the file comes to a terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
