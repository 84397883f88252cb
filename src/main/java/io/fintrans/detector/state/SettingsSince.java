package io.fintrans.detector.state;

import io.fintrans.detector.state.JournalSettings.InForce;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which settings the records of a journal are made with, and since when, over all restarts. */
final class SettingsSince {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsSince.class);

    private final JournalSettings settings;
    private @Nullable InForce inForce;
    private boolean goesOn;
    private long newest = InForce.ALWAYS;

    SettingsSince(JournalSettings settings) {
        this.settings = settings;
    }

    /** Notes the time of a payment that was handled, in milliseconds since 1970. */
    void saw(long time) {
        newest = Math.max(newest, time);
    }

    /**
     * Notes what a record says that was replayed.
     *
     * @param made with which settings; null if it does not say so
     * @throws IllegalArgumentException if the journal cannot be gone on with under these
     */
    void replayed(@Nullable InForce made, String application) {
        if (made != null) {
            settings.check(made, application);
            inForce = made;
        }
        goesOn = false;
    }

    /** Whether records are written by now. */
    boolean goesOn() {
        return goesOn;
    }

    /** What the records from here on are to name: these settings, since the newest payment that was handled under others. */
    InForce goOn(String application) {
        goesOn = true;
        InForce before = inForce;
        boolean changed = changes();
        if (changed) {
            LOG.info("event=settings-changed now=\"{}\" newest={}", settings, newest);
        }
        long since = before == null ? InForce.ALWAYS : before.since();
        inForce = new InForce(application, settings, changed ? newest : since);
        return inForce;
    }

    /** Whether the newest record was made with others. */
    boolean changes() {
        return inForce != null && !inForce.settings().equals(settings);
    }
}
