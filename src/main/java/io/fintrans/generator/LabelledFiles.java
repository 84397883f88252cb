package io.fintrans.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.generator.pattern.Hidden;
import io.fintrans.generator.pattern.LookAlike;
import io.fintrans.generator.pattern.Traffic;
import io.fintrans.generator.pattern.Transfer;
import io.fintrans.transaction.City;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/** Writes payments and what is hidden in them into a folder, for {@code fintrans benchmark --quality --set}; docs/benchmarks.md has the columns. */
public final class LabelledFiles {
    /** When the first payment is made. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final int TOLD_EVERY = 4096;

    private final Path folder;
    private final List<City> cities;
    /** By the pattern's name, its lines. */
    private final Map<String, StringBuilder> patterns = new TreeMap<>();

    private LabelledFiles(Path folder, List<City> cities) {
        this.folder = folder;
        this.cities = cities;
    }

    /**
     * Writes them.
     *
     * @param settings with a count and a limited pace, which says when each payment is made
     * @param folder is made where there is none; files of it that have the same names are written anew
     * @param progress told now and then how many payments were written
     * @throws IOException if they cannot be written
     */
    public static void write(GeneratorSettings settings, Path folder, LongConsumer progress) throws IOException {
        Long count = settings.count();
        if (count == null || settings.pace().isUnlimited()) {
            throw new IllegalArgumentException("Payments for a file need a count and a rate of more than 0.");
        }
        Files.createDirectories(folder);
        LabelledFiles files = new LabelledFiles(folder, settings.cities());
        files.payments(settings, count, progress);
        files.patterns();
        Files.writeString(folder.resolve("fx.csv"), "currency,minor_per_unit,usd_per_unit\nUSD,100,1\n");
    }

    private void payments(GeneratorSettings settings, long count, LongConsumer progress) throws IOException {
        Traffic traffic = settings.finishedTraffic();
        try (Writer out = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("payments.csv.gz"))), UTF_8))) {
            out.write(
                    "id,epoch_ms,source,target,amount_minor,currency,city,is_laundering,pattern_id,typology,role,look_alike\n");
            for (long number = 0; number < count; number++) {
                out.write(line(number, BEGIN.toEpochMilli() + settings.pace().millisOf(number), traffic.next()));
                if (number % TOLD_EVERY == 0) {
                    progress.accept(number);
                }
            }
        }
    }

    private String line(long number, long time, Transfer payment) {
        Hidden hidden = payment.hidden();
        LookAlike lookAlike = payment.lookAlike();
        String labels = ",,";
        if (hidden != null) {
            String typology = hidden.typology().code();
            labels = hidden.scheme() + "," + typology + "," + hidden.role().code();
            patterns.computeIfAbsent(hidden.scheme(), name -> new StringBuilder())
                    .append(hidden.scheme() + "," + typology + "," + number + "," + time + "\n");
        }
        return number + "," + time + "," + payment.source() + "," + payment.target() + "," + payment.minorUnits()
                + ",USD,"
                + cities.get(payment.city()).name() + "," + (hidden == null ? 0 : 1) + "," + labels + ","
                + (lookAlike == null ? "" : lookAlike.code()) + "\n";
    }

    private void patterns() throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve("patterns.csv"), UTF_8)) {
            out.write("pattern_id,typology,payment_id,epoch_ms\n");
            for (StringBuilder pattern : patterns.values()) {
                out.write(pattern.toString());
            }
        }
    }
}
