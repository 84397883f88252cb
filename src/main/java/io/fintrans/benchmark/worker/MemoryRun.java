package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.BenchmarkException;

/** How many bytes of heap the detector's window takes for each payment that it keeps. */
final class MemoryRun {
    private MemoryRun() {}

    static double bytesPerPayment(long records, int pairs) {
        // SEAM: io.fintrans.detector.state.PaymentWindow, once it is there.
        throw new BenchmarkException("There is no window yet to measure with " + records + " over " + pairs);
    }
}
