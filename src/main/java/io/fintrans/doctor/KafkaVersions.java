package io.fintrans.doctor;

/**
 * What is known of Kafka's versions. A broker does not report its version, but the newest level of the feature {@code
 * metadata.version} that it supports says the line, such as 4.3; the patch remains unknown.
 */
public final class KafkaVersions {
    private static final int LEVEL_OF_4_0 = 25;
    private static final int LEVEL_OF_4_1 = 27;
    private static final int LEVEL_OF_4_2 = 29;
    private static final int LEVEL_OF_4_3 = 30;
    private static final int LEVEL_OF_4_4 = 33;

    private KafkaVersions() {}

    /** @param level the newest supported {@code metadata.version}, 0 if there is none */
    public static CheckResult result(int level) {
        String check = "version";
        String upgrade = "Prefer Kafka 4.4.0 or newer.";
        if (level < LEVEL_OF_4_0) {
            return CheckResult.warn(
                    check,
                    "older than Kafka 4.0, with which fintrans is not tested; one request may make it run out of memory"
                            + " (CVE-2026-111115)",
                    upgrade);
        }
        if (level == LEVEL_OF_4_0) {
            return CheckResult.warn(
                    check,
                    "Kafka 4.0, with which fintrans is not tested; one request makes it run out of memory (CVE-2026-111115)",
                    upgrade);
        }
        if (level <= LEVEL_OF_4_1) {
            return CheckResult.warn(
                    check,
                    "Kafka 4.1; 4.1.0 and 4.1.1 let in anyone with any OAuth token (CVE-2026-33557), and one request makes"
                            + " 4.1.2 and older run out of memory (CVE-2026-111115)",
                    "Make sure that it is 4.1.2 or newer, and keep its port from strangers. " + upgrade);
        }
        if (level <= LEVEL_OF_4_2) {
            return CheckResult.warn(
                    check,
                    "Kafka 4.2; 4.2.0 has a fault in moving groups to the streams protocol (KAFKA-20254), and one request makes"
                            + " 4.2.0 and 4.2.1 run out of memory (CVE-2026-111115)",
                    "Make sure that it is 4.2.1 or newer, and keep its port from strangers. " + upgrade);
        }
        if (level <= LEVEL_OF_4_3) {
            return CheckResult.warn(
                    check,
                    "Kafka 4.3; one request makes 4.3.0 and 4.3.1 run out of memory (CVE-2026-111115, CVE-2026-111108)",
                    "Keep its port from strangers. " + upgrade);
        }
        if (level <= LEVEL_OF_4_4) {
            return CheckResult.ok(check, "Kafka 4.4");
        }
        return CheckResult.ok(check, "newer than Kafka 4.4, with which fintrans is tested");
    }
}
