package io.fintrans.benchmark.quality;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fintrans.backtest.PaymentsFile;
import io.fintrans.backtest.Rates;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A folder of payments of which it is known what is laundering: {@code payments.csv}, packed by gzip or not, {@code patterns.csv}, and where there is one,
 * {@code fx.csv} with rates. docs/benchmarks.md has the columns.
 */
public final class LabelledSet {
    private static final List<String> OF_PAYMENTS = List.of("id", "epoch_ms", "source", "target", "is_laundering");
    private static final List<String> OF_PATTERNS = List.of("pattern_id", "typology", "payment_id", "epoch_ms");
    private static final String LOOK_ALIKE = "look_alike";

    private final Path payments;
    private final Rates rates;
    private final Set<String> laundering = new HashSet<>();
    private final Map<String, String> lookAlikes = new HashMap<>();
    private final Map<String, HiddenPattern> patterns = new TreeMap<>();
    private final Set<String> accounts = new HashSet<>();
    private int size;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private LabelledSet(Path folder) throws IOException {
        Path plain = folder.resolve("payments.csv");
        this.payments = Files.exists(plain) ? plain : folder.resolve("payments.csv.gz");
        Path fx = folder.resolve("fx.csv");
        this.rates = Files.exists(fx) ? Rates.read(fx) : Rates.NONE;
        read(payments, OF_PAYMENTS, this::addPayment);
        read(folder.resolve("patterns.csv"), OF_PATTERNS, this::addToPattern);
        if (size == 0) {
            throw new IllegalArgumentException(payments + " has no payments");
        }
    }

    /**
     * Reads what is known of the payments, and not yet the payments.
     *
     * @throws IOException if a file is not there or cannot be read
     * @throws IllegalArgumentException if one of them is no such file, with a sentence
     */
    public static LabelledSet read(Path folder) throws IOException {
        return new LabelledSet(folder);
    }

    private static void read(Path file, List<String> columns, Consumer<NamedCsvRecord> line) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                        .ofNamedCsvRecord(new InputStreamReader(unpacked(file, bytes), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord each : csv) {
                if (!each.getHeader().containsAll(columns)) {
                    throw new IllegalArgumentException("it must have the columns " + String.join(", ", columns));
                }
                line.accept(each);
            }
        } catch (CsvParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static InputStream unpacked(Path file, InputStream bytes) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    private void addPayment(NamedCsvRecord line) {
        String id = line.getField("id");
        long time = Long.parseLong(line.getField("epoch_ms"));
        size++;
        first = Math.min(first, time);
        last = Math.max(last, time);
        accounts.add(line.getField("source"));
        accounts.add(line.getField("target"));
        if (line.getField("is_laundering").equals("1")) {
            laundering.add(id);
        }
        line.findField(LOOK_ALIKE).filter(kind -> !kind.isEmpty()).ifPresent(kind -> lookAlikes.put(id, kind));
    }

    private void addToPattern(NamedCsvRecord line) {
        patterns.computeIfAbsent(line.getField("pattern_id"), id -> new HiddenPattern(line.getField("typology")))
                .add(line.getField("payment_id"), Long.parseLong(line.getField("epoch_ms")));
    }

    /** The payments, none of them read yet. */
    PaymentsFile payments() {
        return new PaymentsFile(payments, rates);
    }

    boolean isLaundering(String payment) {
        return laundering.contains(payment);
    }

    /** Of which kind of innocent look-alike a payment is, by its id. */
    Map<String, String> lookAlikes() {
        return lookAlikes;
    }

    /** All that is hidden. */
    Collection<HiddenPattern> patterns() {
        return patterns.values();
    }

    /** How many payments there are. */
    public int size() {
        return size;
    }

    /** How many of them are laundering. */
    public int laundering() {
        return laundering.size();
    }

    /** How many patterns are hidden. */
    public int hidden() {
        return patterns.size();
    }

    /** How many accounts pay or are paid. */
    public int accounts() {
        return accounts.size();
    }

    /** From the first payment to the last. */
    public double days() {
        return (last + 1 - first) / 86_400_000.0;
    }
}
