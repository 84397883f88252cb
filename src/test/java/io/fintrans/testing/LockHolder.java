package io.fintrans.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Another program that keeps a shared lock on a file, as whoever may read the file can. */
public final class LockHolder {
    private static final String HELD = "held";

    private LockHolder() {}

    /** Locks a file that is there, and returns when the lock is held; closing gives it back. */
    public static TestProcess lock(Path file) {
        TestProcess holder = TestProcess.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString()));
        await().atMost(Duration.ofMinutes(1)).until(() -> holder.out().contains(HELD));
        return holder;
    }

    /** Ends when its standard input does. */
    public static void main(String... arguments) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.READ)) {
            channel.lock(0, Long.MAX_VALUE, true);
            System.out.println(HELD);
            System.in.transferTo(System.out);
        }
    }
}
