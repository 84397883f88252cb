package io.fintrans.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is written while nobody reads waits, or is counted at its place; whoever writes never waits. */
class StderrQueueTest {
    private static final int MOST = 1_000;

    private final CountDownLatch read = new CountDownLatch(1);
    private final ByteArrayOutputStream pipe = new ByteArrayOutputStream() {
        @Override
        public void write(byte[] bytes) throws IOException {
            try {
                read.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            super.write(bytes);
        }
    };
    private final PrintStream err = new PrintStream(new StderrQueue(pipe, MOST), true, UTF_8);

    @Test
    void everythingComesInItsOrder() {
        read.countDown();
        err.println("one");
        err.print("tw");
        err.println("o");
        err.write('3');
        err.flush();

        await().until(() -> text().equals("one\ntwo\n3"));
    }

    @Test
    void linesThatWereTooManyAreCountedWhereTheyAreMissing() {
        int lines = 500;
        for (int i = 0; i < lines; i++) {
            err.println("line " + (10_000 + i));
        }
        read.countDown();
        await().until(() -> text().contains("are missing here"));
        err.println("last");
        await().until(() -> text().endsWith("last\n"));

        String[] all = text().split("\n");
        int there = all.length - 2;
        assertThat(all).startsWith("line 10000", "line 10001");
        assertThat(there).isBetween(MOST / 11, MOST / 11 + 2);
        assertThat(all[there]).startsWith("fintrans: " + (lines - there) + " lines are missing here");
    }

    private String text() {
        return pipe.toString(UTF_8);
    }
}
