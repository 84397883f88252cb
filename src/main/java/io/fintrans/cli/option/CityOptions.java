package io.fintrans.cli.option;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.transaction.City;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which cities there are, for every command that reads or writes their topics. */
public final class CityOptions {
    @Option(
            names = "--cities",
            paramLabel = "CITY",
            split = ",",
            defaultValue = "London,NYC,SF,Moscow,Tokyo",
            description = "The cities, which are the topics (default: ${DEFAULT-VALUE}).")
    private List<City> cities = City.DEFAULTS;

    /** @throws CommandException if one is named twice, or two differ in case only, which people and file systems take for one */
    public List<City> all() {
        List<City> twice = cities.stream()
                .filter(city -> Collections.frequency(cities, city) > 1)
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--cities names " + twice.get(0) + " twice; each city is named once, such as London,NYC.");
        }
        refuseTwins();
        return cities;
    }

    private void refuseTwins() {
        Map<String, City> known = new HashMap<>();
        for (City city : cities) {
            City other = known.put(city.name().toLowerCase(Locale.ROOT), city);
            if (other != null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--cities names " + other + " and " + city + ", which differ only in upper and lower case;"
                                + " leave one out or give it another name.");
            }
        }
    }

    /** As words of a command. */
    public String words() {
        return KafkaTools.cities(names());
    }

    public List<String> names() {
        return all().stream().map(City::name).toList();
    }
}
