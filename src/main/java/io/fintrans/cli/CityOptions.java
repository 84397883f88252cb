package io.fintrans.cli;

import io.fintrans.transaction.City;
import java.util.List;
import picocli.CommandLine.Option;

/** Which cities there are, for every command that reads or writes their topics. */
final class CityOptions {
    @Option(
            names = "--cities",
            paramLabel = "CITY",
            split = ",",
            defaultValue = "London,NYC,SF,Moscow,Tokyo",
            description = "The cities, which are the topics (default: ${DEFAULT-VALUE}).")
    private List<City> cities = City.DEFAULTS;

    List<City> all() {
        return cities;
    }

    List<String> names() {
        return cities.stream().map(City::name).toList();
    }
}
