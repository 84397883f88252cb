package io.fintrans.ingest;

/**
 * Refusals of single points in a row. When InfluxDB says the very same of so many different points and takes none in between, it
 * speaks of itself, or something before it speaks: then nothing is wrong with the points, and they wait.
 */
final class RefusalRun {
    /** So many points may be refused with the same words; a message about a point tells the point. */
    static final int LIMIT = 10;

    private String message = "";
    private int count;

    /** Notes a refusal, and says whether it is not about the point. */
    boolean isAboutTheServer(String why) {
        count = why.equals(message) ? count + 1 : 1;
        message = why;
        return count > LIMIT;
    }

    /** InfluxDB took a point. */
    void end() {
        count = 0;
    }
}
