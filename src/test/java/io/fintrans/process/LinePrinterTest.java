package io.fintrans.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LinePrinterTest {
    @Test
    void printsInOrder() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LinePrinter printer = new LinePrinter(new PrintStream(bytes, true, UTF_8))) {
            for (int i = 0; i < 1000; i++) {
                printer.print("line " + i);
            }
        }
        assertThat(bytes.toString(UTF_8).lines()).hasSize(1000).first().isEqualTo("line 0");
    }

    /** A pipe that nobody reads stood still, and with it the detector, after 955 of 3000 payments. */
    @Test
    void holdsUpNobodyWhenNobodyReads() {
        CountDownLatch never = new CountDownLatch(1);
        OutputStream stands = new OutputStream() {
            @Override
            public void write(int b) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        LinePrinter printer = new LinePrinter(new PrintStream(stands, true, UTF_8));
        for (int i = 0; i < 30_000; i++) {
            printer.print("line " + i);
        }

        assertThat(printer.notPrinted()).isBetween(19_999L, 20_001L);
        never.countDown();
        printer.close();
    }

    @Test
    void goesOnWithoutPrintingWhenTheReaderHasGone() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (LinePrinter printer = new LinePrinter(new PrintStream(gone, true, UTF_8))) {
            printer.print("one");
            await().until(() -> {
                printer.print("more");
                return printer.notPrinted() > 0;
            });
        }
    }

    /** A full disk was told without a word of how much is missing. */
    @Test
    void countsWhatAFullDiskHasRefused() {
        long before = StdoutLines.missing();
        PrintStream full = new PrintStream(
                new StdoutLines(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                }),
                false,
                UTF_8);
        LinePrinter printer = new LinePrinter(full);
        for (int i = 0; i < 500; i++) {
            printer.print("line " + i);
        }
        printer.close();

        assertThat(printer.notPrinted()).isEqualTo(500);
        assertThat(StdoutLines.missing() - before).isEqualTo(500);
    }
}
