package io.fintrans.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.fintrans.machine.FileFault;
import io.fintrans.machine.Ports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code fintrans doctor} looks at without Kafka. */
public final class MachineCheckup {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LITTLE_MEMORY_MIB = 2_048;
    private static final long LITTLE_DISK_MIB = 2_048;
    private static final long NO_DISK_MIB = 200;
    private static final int NEWEST_TESTED_JAVA = 25;

    private final Path dataDir;
    private final int usualPort;

    /**
     * Looks at nothing yet.
     *
     * @param dataDir where the demo would keep its data
     * @param usualPort where it would have its Kafka
     */
    public MachineCheckup(Path dataDir, int usualPort) {
        this.dataDir = dataDir;
        this.usualPort = usualPort;
    }

    /** Looks. */
    public List<CheckResult> results() {
        return List.of(java(), memory(), disk(), port());
    }

    private static CheckResult java() {
        int version = Runtime.version().feature();
        String what = "Java " + Runtime.version();
        return version <= NEWEST_TESTED_JAVA
                ? CheckResult.ok("java", what)
                : CheckResult.warn(
                        "java", what, "It is tested with 17 to " + NEWEST_TESTED_JAVA + "; prefer one of these.");
    }

    private static CheckResult memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long mib = system.getTotalMemorySize() / MEBIBYTE;
        String what = mib + " MiB";
        return mib >= LITTLE_MEMORY_MIB
                ? CheckResult.ok("memory", what)
                : CheckResult.warn("memory", what, "The demo needs about 1500 MiB; close other programs.");
    }

    private CheckResult disk() {
        Path existing = dataDir;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long mib = Files.getFileStore(existing).getUsableSpace() / MEBIBYTE;
            String what = mib + " MiB free for " + dataDir;
            if (!Files.isWritable(existing)) {
                return CheckResult.fail("disk", existing + " cannot be written", "Give another --data-dir.");
            }
            if (mib < NO_DISK_MIB) {
                return CheckResult.fail("disk", what, "Kafka stops when its disk is full: free space first.");
            }
            return mib < LITTLE_DISK_MIB
                    ? CheckResult.warn(
                            "disk", what, "A day of the demo at 1000 payments a second needs some gigabytes.")
                    : CheckResult.ok("disk", what);
        } catch (IOException e) {
            return CheckResult.fail(
                    "disk", "cannot look at the disk: " + FileFault.words(existing, e), "Give another --data-dir.");
        }
    }

    private CheckResult port() {
        String name = "port " + usualPort + " of 127.0.0.1";
        return Ports.isFree(usualPort)
                ? CheckResult.ok("port", name + " is free for a Kafka on this machine")
                : CheckResult.ok(
                        "port", name + " is in use, by a Kafka or something else; fintrans demo takes another one");
    }
}
