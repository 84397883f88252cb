package io.fintrans.cli;

/** Stops a stage cleanly when the process is told to end, by Ctrl-C or SIGTERM. */
final class ShutdownHook {
    private ShutdownHook() {}

    /** Closes the stage before the process ends; what a stage closes twice must be fine with that. */
    static void closing(AutoCloseable stage) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                stage.close();
                            } catch (Exception e) {
                                System.err.println("fintrans: could not stop cleanly: " + e);
                            }
                        },
                        "shutdown"));
    }
}
