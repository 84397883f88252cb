package io.fintrans.cli;

import com.sun.management.OperatingSystemMXBean;
import io.fintrans.broker.Ports;
import io.fintrans.machine.FileFault;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code fintrans doctor} looks at without Kafka. */
final class MachineCheckup {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LITTLE_MEMORY_MIB = 2_048;
    private static final long LITTLE_DISK_MIB = 2_048;
    private static final long NO_DISK_MIB = 200;
    private static final int NEWEST_TESTED_JAVA = 25;

    private final Path dataDir;

    MachineCheckup(Path dataDir) {
        this.dataDir = dataDir;
    }

    List<Finding> findings() {
        return List.of(java(), memory(), disk(), port());
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        String what = "Java " + Runtime.version();
        return version <= NEWEST_TESTED_JAVA
                ? Finding.ok("java", what)
                : Finding.warn(
                        "java", what, "It is tested with 17 to " + NEWEST_TESTED_JAVA + "; prefer one of these.");
    }

    private static Finding memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long mib = system.getTotalMemorySize() / MEBIBYTE;
        String what = mib + " MiB";
        return mib >= LITTLE_MEMORY_MIB
                ? Finding.ok("memory", what)
                : Finding.warn("memory", what, "The demo needs about 1500 MiB; close other programs.");
    }

    private Finding disk() {
        Path existing = dataDir;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long mib = Files.getFileStore(existing).getUsableSpace() / MEBIBYTE;
            String what = mib + " MiB free for " + dataDir;
            if (!Files.isWritable(existing)) {
                return Finding.fail("disk", existing + " cannot be written", "Give another --data-dir.");
            }
            if (mib < NO_DISK_MIB) {
                return Finding.fail("disk", what, "Kafka stops when its disk is full: free space first.");
            }
            return mib < LITTLE_DISK_MIB
                    ? Finding.warn("disk", what, "A day of the demo at 1000 payments a second needs some gigabytes.")
                    : Finding.ok("disk", what);
        } catch (IOException e) {
            return Finding.fail(
                    "disk", "cannot look at the disk: " + FileFault.words(existing, e), "Give another --data-dir.");
        }
    }

    private static Finding port() {
        String name = "port " + DemoOptions.USUAL_PORT + " of 127.0.0.1";
        return Ports.isFree(DemoOptions.USUAL_PORT)
                ? Finding.ok("port", name + " is free for a Kafka on this machine")
                : Finding.ok(
                        "port", name + " is in use, by a Kafka or something else; fintrans demo takes another one");
    }
}
