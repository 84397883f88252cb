package io.fintrans.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The flags of Java for each command, from the one table that the launcher reads too. */
public final class JvmFlags {
    private static final String TABLE = "jvm-flags.properties";

    private JvmFlags() {}

    /** @param command a name of the table, for example {@code demo.detect} */
    public static List<String> of(String command) {
        Properties table = table();
        List<String> names = new ArrayList<>(List.of("all", command));
        int version = Runtime.version().feature();
        if (version >= 22) {
            names.add("from22");
        }
        if (version >= 24) {
            names.add("from24");
        }
        List<String> flags = new ArrayList<>();
        for (String name : names) {
            flags.addAll(List.of(Objects.requireNonNull(table.getProperty(name), name)
                    .strip()
                    .split(" +")));
        }
        return flags;
    }

    /** The table as it is. */
    static Properties table() {
        Properties table = new Properties();
        try (InputStream in = Objects.requireNonNull(JvmFlags.class.getResourceAsStream(TABLE), TABLE)) {
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
