package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.testing.TestBroker;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cities from their first payment on, and more of them than there are colours. */
class ConsoleCitiesIT {
    private static final List<City> CITIES = Stream.of(
                    "Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel", "Ironwood-upon-Thames", "London")
            .map(City::new)
            .toList();

    /** Fifty payments a second from a second on, each of them told 700 ms after it was made, and what the page says meanwhile. */
    private static final String FLOW = """
            const [done] = [arguments[arguments.length - 1]];
            import('/js/hour.js').then(({ Hour }) => {
              const start = 1_700_000_000, rate = 50, told = 700, stop = 30;
              const madeUntil = (ms) => Math.floor(Math.max(0, Math.min(ms / 1000, start + stop) - start) * rate);
              const inSecond = (second, ms) => madeUntil(Math.min(ms, (second + 1) * 1000)) - madeUntil(second * 1000);
              const seconds = (now) => [...Array(stop).keys()].map((i) => start + i)
                .filter((second) => inSecond(second, now - told) > 0)
                .map((second) => [second, inSecond(second, now - told), String(10 * inSecond(second, now - told))]);
              const open = start * 1000 + arguments[0];
              const from = Math.floor(open / 10_000) * 10_000 - 3_590_000;
              const count = new Array(360).fill(0), total = new Array(360).fill('0');
              for (const [second, n] of seconds(open)) {
                const i = Math.floor((second * 1000 - from) / 10_000);
                count[i] += n;
                total[i] = String(Number(total[i]) + 10 * n);
              }
              const hour = new Hour();
              hour.load({ now: open, bucketMillis: 10_000, from, currency: 'USD', cities: [{ name: 'Elm', count, total, seconds: seconds(open) }] });
              const said = [];
              for (let now = open; now <= open + 45_000; now += 250) {
                if (now > open) hour.apply({ now, cities: [{ name: 'Elm', seconds: seconds(now).slice(-3) }] });
                said.push({
                  after: now - start * 1000,
                  rate: hour.figures('Elm').perSecond,
                  total: hour.figures('Elm').total,
                  made: 10 * madeUntil(now - told),
                  begin: hour.begin - start * 1000,
                  span: hour.end - hour.begin,
                  points: hour.lines('Elm').average.filter((point) => Number.isFinite(point.y)).length,
                });
              }
              done(JSON.stringify(said));
            }, (failed) => done(String(failed)));
            """;

    /** A payment of a second to which this page's clock has not come, at the end of a bucket; and one told before the first answer. */
    private static final String EARLY = """
            const done = arguments[arguments.length - 1];
            import('/js/hour.js').then(({ Hour }) => {
              const now = 1_700_000_009_500, from = 1_700_000_000_000 - 3_590_000;
              const tell = (second) => ({ now, cities: [{ name: 'Elm', seconds: [[second, 1, '7']] }] });
              const hour = new Hour();
              hour.apply(tell(1_700_000_008));
              const nothing = () => new Array(360).fill(0);
              hour.load({ now, bucketMillis: 10_000, from, currency: 'USD', cities: [{ name: 'Elm', count: nothing(), total: nothing(), seconds: [] }] });
              hour.apply(tell(1_700_000_010));
              hour.advanceTo(now + 1_000);
              done(hour.figures('Elm').total);
            }, (failed) => done(String(failed)));
            """;

    private static final String MARKS = "const chart = Chart.getChart(document.querySelector('.chart canvas'));"
            + "const marks = chart.config.plugins.find(p => p.id === 'alertMarks').places();";

    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static ConsoleRun run;
    private static Browser ann;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        broker.create(new Topics(CITIES, 1));
        run = new ConsoleRun(broker, ConsoleSettings.onLoopback(CITIES, folder));
        ann = new Browser(run.address + run.console().oneTimeLink(new User("ann", Role.ANALYST, null)));
        ann.awaitText("#who", "ann");
    }

    @AfterAll
    static void close() {
        ann.close();
        run.close();
        broker.close();
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(ann.complaints()).isEmpty();
    }

    @Test
    void saysTheRateFromTheFirstSecondAndBeginsTheAxisWithTheFirstPayment() throws Exception {
        for (int opened : new int[] {1_000, 3_300, 12_000, 25_000}) {
            var said = ConsoleRun.MAPPER.readTree(String.valueOf(ann.asyncScript(FLOW, opened)));
            assertThat(said).hasSizeGreaterThan(100);
            for (var each : said) {
                String when = "opened after " + opened + ": " + each;
                int after = each.path("after").asInt();
                JsonNode rate = each.path("rate");
                if (after < 2_000) {
                    assertThat(rate.isNull())
                            .as(when + ": no whole second is here")
                            .isTrue();
                } else if (after < 32_000) {
                    assertThat(rate.asDouble()).as(when).isEqualTo(50);
                } else if (after >= 37_000) {
                    assertThat(rate.asDouble()).as(when).isZero();
                }
                assertThat(each.path("total").asInt())
                        .as(when)
                        .isEqualTo(each.path("made").asInt());
                assertThat(each.path("begin").asInt()).as(when).isZero();
                assertThat(each.path("span").asInt()).as(when).isEqualTo(Math.max(60_000, after));
                assertThat(each.path("points").asInt()).as(when).isPositive();
            }
        }
    }

    @Test
    void losesNoPaymentThatIsToldEarly() {
        assertThat(ann.asyncScript(EARLY)).isEqualTo(14L);
    }

    @Test
    void tellsMoreThanEightCitiesApartInTheOrderOfTheirVolume() {
        ann.open("about:blank");
        ann.open(run.address + "/#/cities");
        ann.awaitText(".card", "No payments in the past hour.");
        for (int i = 0; i < CITIES.size(); i++) {
            volume(CITIES.get(i).name(), 1_000 + 100 * i);
        }
        ann.await("all cities", page -> !page.texts(".card").contains("No payments"));
        ann.open("about:blank");
        ann.open(run.address + "/#/cities");
        ann.await(
                "the charts",
                page -> page.script(
                                "return Chart.getChart(document.querySelector('.chart canvas')).data.datasets.length")
                        .equals(10L));
        Object names = ann.script("return [...document.querySelectorAll('.card h2')].map(h => h.innerText)");
        List<String> byVolume = CITIES.stream().map(City::name).toList();
        assertThat((List<?>) names)
                .isEqualTo(Stream.iterate(9, i -> i - 1)
                        .limit(10)
                        .map(byVolume::get)
                        .toList());
        Object looks = ann.script("return Chart.getChart(document.querySelector('.chart canvas')).data.datasets"
                + ".map(line => line.borderColor + ' ' + line.borderDash)");
        assertThat((List<?>) looks).doesNotHaveDuplicates().hasSize(10);
        Object swatches = ann.script("return [...document.querySelectorAll('.swatch')].map(each => {"
                + "const { color, borderStyle } = getComputedStyle(each); return color + borderStyle; })");
        assertThat((List<?>) swatches).doesNotHaveDuplicates().hasSize(10);

        marksAnAlertOnTheLineOfItsCity();
    }

    private static void marksAnAlertOnTheLineOfItsCity() {
        String inLondon = run.alert("00000000000000bb", 1, "3", "4", 11_000);
        ann.await(
                "the mark",
                page -> page.script(MARKS + "return marks.map(m => m.row.episode).join()")
                        .equals(inLondon));
        assertThat(ann.script(MARKS + "return marks.map(m => m.row.city).join()"))
                .isEqualTo("London");
        // Marks move to the left, and a click takes its time on a busy machine.
        ann.click("main .head button:last-child");
        ann.awaitText("main .head", "Resume");
        List<?> place = (List<?>)
                ann.script(MARKS + "const box = document.querySelector('.chart canvas').getBoundingClientRect();"
                        + "return [Math.round(marks[0].x - box.width / 2), Math.round(marks[0].y - box.height / 2)]");
        ann.clickAt(".chart canvas", ((Number) place.get(0)).intValue(), ((Number) place.get(1)).intValue());
        ann.awaitText("main", "Account 3 sent account 4");
    }

    private static void volume(String city, long dollars) {
        long second = Clock.systemUTC().millis() / 1000 - 15;
        long cents = dollars * 100;
        for (int i = 0; i < 3; i++) {
            Volume volume = new Volume(
                    city,
                    second + 5L * i,
                    0,
                    Money.USD,
                    1,
                    cents,
                    cents,
                    cents,
                    0,
                    new Distribution(new int[] {1}, new long[] {1}));
            run.send(new ProducerRecord<>(Topics.VOLUMES, 0, volume.key(), VolumeJson.write(volume)));
        }
    }
}
