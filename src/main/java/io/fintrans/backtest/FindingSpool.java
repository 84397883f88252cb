package io.fintrans.backtest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps findings with all their evidence in a temporary file, as lines of JSON, and gives them out in order of time. */
public final class FindingSpool implements FindingSink, AutoCloseable {
    private record Line(String id, long at, long place, int length) {}

    private final FileChannel file;
    private final Map<String, Line> lines = new HashMap<>();
    private long end;

    /** @throws IOException if there can be no temporary file */
    public FindingSpool() throws IOException {
        file = FileChannel.open(
                Files.createTempFile("fintrans-findings", ".jsonl"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public void settled(Finding finding) {
        byte[] json = FindingJson.write(finding).getBytes(US_ASCII);
        String id = finding.alert().id().episode();
        try {
            add(new Line(id, finding.alert().at().toEpochMilli(), 0, json.length), json);
        } catch (IOException e) {
            throw new UncheckedIOException("Findings cannot be kept in a temporary file", e);
        }
    }

    private synchronized void add(Line line, byte... json) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(json);
        while (rest.hasRemaining()) {
            file.write(rest, end + rest.position());
        }
        lines.put(line.id(), new Line(line.id(), line.at(), end, line.length()));
        end += json.length;
    }

    /**
     * Prints all of them, a line for each.
     *
     * @throws IOException if they cannot be read back
     */
    public synchronized void print(PrintWriter out) throws IOException {
        List<Line> sorted = lines.values().stream()
                .sorted(Comparator.comparingLong(Line::at).thenComparing(Line::id))
                .toList();
        for (Line line : sorted) {
            ByteBuffer json = ByteBuffer.allocate(line.length());
            while (json.hasRemaining() && file.read(json, line.place() + json.position()) >= 0) {
                // Reads on.
            }
            out.println(new String(json.array(), US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
