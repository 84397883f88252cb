package io.fintrans.cli.setting;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Variables of the environment that begin like settings and are none: most are misspelt, and what they should set stays as it was. */
final class StrayVariables {
    static final String PREFIX = "FINTRANS_";

    /** Those that are no option: of the launcher, the log, the supervisor, secrets, and Grafana's data source. */
    private static final Set<String> OTHERS = Set.of(
            "CONFIG",
            "OPTS",
            "LOG_LEVEL",
            "EXIT_WITH_PARENT",
            "INFLUX_URL",
            "INFLUX_DATABASE",
            "INFLUX_PASSWORD",
            "INFLUX_TOKEN",
            "TLS_PASSWORD",
            "OPENID_SECRET");

    /** What Kubernetes sets for each service whose name begins with fintrans, and Docker for a linked container. */
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            "(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?" + "|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR|START|END))?)");

    private static final Pattern ADDRESS_OF_A_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");

    private StrayVariables() {}

    /** The variable of an option, given without its dashes. */
    static String variable(String option) {
        return PREFIX + option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Kubernetes sets {@code FINTRANS_PORT=tcp://10.0.0.7:80} for a service named fintrans; that is no setting of ours. */
    static boolean isOfAService(String variable, String value) {
        return (variable.endsWith("PORT") && ADDRESS_OF_A_SERVICE.matcher(value).matches())
                || OF_A_SERVICE.matcher(variable.substring(PREFIX.length())).matches();
    }

    /**
     * Refuses what is nearly a setting, and warns of what is not.
     *
     * @param options all there are, without their dashes
     * @throws CommandException with {@link ExitCode#USAGE} that says which one was meant
     */
    static void check(Map<String, String> environment, Set<String> options, Consumer<String> warning) {
        Set<String> known = new TreeSet<>();
        options.forEach(option -> known.add(variable(option)));
        OTHERS.forEach(name -> known.add(PREFIX + name));
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (!variable.startsWith(PREFIX) || known.contains(variable) || isOfAService(variable, value)) {
                return;
            }
            String name = variable.substring(PREFIX.length());
            List<String> meant = Spelling.nearest(variable.toUpperCase(Locale.ROOT), known, Spelling.slips(name));
            if (!meant.isEmpty()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "The variable " + variable + " of the environment sets nothing. Did you mean "
                                + String.join(" or ", meant) + "? If not, rename it or unset it.");
            }
            warning.accept("The variable " + variable + " of the environment sets nothing: there is no option of that"
                    + " name. 'fintrans help COMMAND' lists those of a command.");
        });
    }
}
