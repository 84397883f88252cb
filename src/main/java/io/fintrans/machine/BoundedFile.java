package io.fintrans.machine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads files that people name. Some are larger than memory, and some never end, such as {@code /dev/zero}: neither is read to the end. */
public final class BoundedFile {
    /** A password or a token, in bytes; the longest tokens have a few thousand. */
    public static final int SECRET = 64 * 1024;
    /** Settings, users or keys, in bytes: a hundred thousand lines and more. */
    public static final int SETTINGS = 16 * 1024 * 1024;

    private BoundedFile() {}

    /**
     * All that is in the file.
     *
     * @param most bytes that it may have
     * @throws IOException if it cannot be read, or with a sentence if it has more
     */
    public static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(most + 1);
            if (read.length > most) {
                throw FileFault.tooLarge(file, most);
            }
            return read;
        }
    }

    /**
     * All that is in the file, as text.
     *
     * @throws CharacterCodingException if it is none
     * @throws IOException as {@link #bytes}
     */
    public static String text(Path file, Charset charset, int most) throws IOException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes(file, most))).toString();
    }

    /**
     * Gives the lines of a file that grows for ever, one after the other. One at the end that is not finished is left out.
     *
     * @param most bytes that a line may have
     * @throws IOException as {@link #text}, if a line has more
     */
    public static void wholeLines(Path file, Charset charset, int most, Consumer<String> each) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read == '\n') {
                    each.accept(charset.newDecoder()
                            .decode(ByteBuffer.wrap(line.toByteArray()))
                            .toString());
                    line.reset();
                } else if (line.size() == most) {
                    throw FileFault.lineTooLong(file, most);
                } else {
                    line.write(read);
                }
            }
        }
    }
}
