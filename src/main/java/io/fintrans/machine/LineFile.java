package io.fintrans.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that grows by whole lines, of which none is ever half there for whoever reads it next: what a crash or a full disk left of a
 * line is cut off. For one writer at a time.
 */
public final class LineFile {
    private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);
    private static final int BLOCK = 8192;

    private final Path file;
    /** Behind the newest whole line, in bytes. */
    private long end;

    private LineFile(Path file, long end) {
        this.file = file;
        this.end = end;
    }

    /** Makes the file where it is missing; cuts off what has no end of a line, and says so in the log. */
    public static LineFile open(Path file) throws IOException {
        OwnerOnly.file(file);
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, OwnerOnly.ofNewFile())) {
            long end = endOfLines(channel);
            long unfinished = channel.size() - end;
            if (unfinished > 0) {
                channel.truncate(end);
                channel.force(true);
                LOG.warn(
                        "event=unfinished-line-cut file=\"{}\" bytes={}; a crash or a full disk left it",
                        file,
                        unfinished);
            }
            return new LineFile(file, end);
        }
    }

    private static long endOfLines(FileChannel channel) throws IOException {
        long end = channel.size();
        while (end > 0) {
            ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, end));
            channel.read(block, end - block.capacity());
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return end - block.capacity() + i + 1;
                }
            }
            end -= block.capacity();
        }
        return 0;
    }

    /**
     * Appends a line, given without its end; returns when it is on the disk.
     *
     * <p>The file is opened anew each time: an interrupt would close an open one for good, and its failed writes might be
     * forgotten without a word.
     *
     * @throws IOException with a sentence if the line is not there, or may not be; the next one takes its place
     */
    public void append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        try {
            write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw FileFault.of(file, e);
        }
        end += bytes.length;
    }

    private void write(ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() < end) {
                throw new IOException(file + " has become shorter: somebody else has changed it");
            }
            channel.truncate(end);
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
