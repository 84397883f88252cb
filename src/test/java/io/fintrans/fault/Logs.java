package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestProcess;
import java.util.List;
import java.util.regex.Pattern;

/** What must never be in a detector's log. */
final class Logs {
    private static final Pattern ERROR = Pattern.compile("^\\S+ ERROR .*");
    private static final Pattern STACK_TRACE = Pattern.compile("^\\s+at [\\w.$/]+\\(.*");

    private Logs() {}

    /** No error, no stack trace, no account. */
    static void areQuiet(DetectorGroup detectors) {
        for (TestProcess process : detectors.started()) {
            List<String> log = process.log();
            assertThat(log)
                    .as("the log:\n" + String.join("\n", log))
                    .noneMatch(line -> ERROR.matcher(line).matches())
                    .noneMatch(line -> STACK_TRACE.matcher(line).matches());
        }
        nameNoAccount(detectors);
    }

    /** No account, whatever else went wrong. */
    static void nameNoAccount(DetectorGroup detectors) {
        for (TestProcess process : detectors.started()) {
            assertThat(process.log()).noneMatch(line -> line.contains(PaymentStream.CANARY));
        }
    }
}
