package io.fintrans.detector.state;

import static io.fintrans.detector.state.JournalWords.read;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.detector.state.JournalWords.About;
import io.fintrans.detector.state.JournalWords.Kept;
import io.fintrans.detector.state.JournalWords.Mark;
import io.fintrans.detector.state.JournalWords.Noted;
import io.fintrans.detector.state.JournalWords.Origin;
import io.fintrans.detector.state.JournalWords.Payment;
import io.fintrans.testing.TestPairs;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.transaction.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@link JournalWriter} packs, {@link JournalReader} must unpack. */
class JournalTest {
    private static final RuleNames RULES = rules();

    private static final InForce MADE = new InForce(
            "the-detector",
            new JournalSettings(4, 3_600_000, 60_000, 1_000_000, "00112233445566778899aabbccddeeff"),
            1_790_000_000_000L);

    private final Origins origins = new Origins();
    private final JournalWriter writer = writer(origins);
    private final List<Object> written = new ArrayList<>();
    private long watermark = Long.MAX_VALUE;

    private static JournalWriter writer(Origins origins) {
        JournalWriter writer = new JournalWriter(origins, RULES);
        writer.settings(MADE);
        return writer;
    }

    @Test
    void whatWasWrittenIsReadWhateverTheSeed() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int partitions = 1 + random.nextInt(40);
            int entries = 1 + random.nextInt(300);
            for (int i = 0; i < entries; i++) {
                String topic = "city-" + random.nextInt(3);
                pay(random, origins.numberOf(topic, random.nextInt(partitions)));
                if (random.nextInt(5) == 0) {
                    episode(random);
                }
                if (random.nextInt(15) == 0) {
                    about(random);
                    episode(random);
                }
                if (random.nextInt(20) == 0) {
                    watermark(random);
                }
                if (random.nextInt(10) == 0) {
                    note(random);
                }
            }
            checkRecord(seed);
        }
    }

    @Test
    void recordsFillUpAndStayBelowAMegabyte() {
        Random random = new Random(1);
        int origin = origins.numberOf("London", 0);
        for (int round = 0; round < 3; round++) {
            while (!writer.isFull()) {
                pay(random, origin);
                episode(random);
                episode(random);
            }
            assertThat(checkRecord(round)).hasSizeBetween(256 * 1024, 800 * 1024);
            assertThat(writer.isEmpty()).isTrue();
            assertThat(writer.isFull()).isFalse();
        }
    }

    /** The head names every partition that a task has read, however many these are. */
    @Test
    void recordsWithThousandsOfPartitionsStayBelowAMegabyte() {
        Random random = new Random(2);
        String city = "a-city-with-a-name-of-some-forty-letters";
        for (int i = 0; i < 3_000; i++) {
            origins.count(origins.numberOf(city, i), 1L << 55, Place.of((1L << 47) + i, 0));
        }
        int packed = 0;
        while (writer.payment(
                Paying.of(TestPairs.pair("a" + packed, "b" + packed), 5, 0), 1000, packed % 3_000, packed, false)) {
            packed++;
        }
        while (!writer.isFull()) {
            episode(random);
        }
        assertThat(writer.take()).hasSizeBetween(512 * 1024, 900 * 1024);
    }

    /** Many rules may find the same pair at once, and each of them may join episodes. */
    @Test
    void onePaymentMayHaveAnyNumberOfEntries() {
        pay(new Random(3), origins.numberOf("London", 0));
        for (int i = 0; i < 20_000; i++) {
            episode(new Random(i));
        }
        checkRecord(3);
    }

    @Test
    void aPaymentThatDoesNotFitIsNotPacked() {
        int origin = origins.numberOf("London", 0);
        int packed = 0;
        while (writer.payment(
                Paying.of(TestPairs.pair("a" + packed, "b" + packed), 5, 0), 1000, origin, packed, false)) {
            packed++;
        }
        byte[] full = writer.take();
        assertThat(full).hasSizeBetween(450 * 1024, 520 * 1024);
        assertThat(read(full)).filteredOn(Payment.class::isInstance).hasSize(packed);
    }

    @Test
    void countsAndSumsAreOfAllThatWasEverHandled() {
        int london = origins.numberOf("London", 3);
        int nyc = origins.numberOf("NYC", 0);
        payFor(london, 10, 100);
        payFor(london, 5, 90);
        writer.take();
        payFor(nyc, 7, 3);
        List<Object> read = read(writer.take());
        assertThat(read.get(0)).isEqualTo(MADE);
        assertThat(read.get(1)).isEqualTo(new Origin(0, "London", 3, 2, 15, Place.of(100, 0)));
        assertThat(read.get(2)).isEqualTo(new Origin(1, "NYC", 0, 1, 7, Place.of(3, 0)));
    }

    @Test
    void anOriginOfWhichNothingWasHandledHasNoHighestOffset() {
        origins.numberOf("London", 0);
        payFor(origins.numberOf("NYC", 1), 7, 3);
        assertThat(read(writer.take()).get(1)).isEqualTo(new Origin(0, "London", 0, 0, 0, -1));
    }

    @Test
    void restoredCountsGoOn() {
        Origins restored = new Origins();
        int number = restored.numberOf("London", 0);
        restored.restore(number, 5, 50, 7, new RecordCounts());
        restored.count(number, 3, 4);
        assertThat(restored.count(number)).isEqualTo(6);
        assertThat(restored.sum(number)).isEqualTo(53);
        assertThat(restored.highest(number)).isEqualTo(7);
    }

    @Test
    void countsOfRecordsAndThePlaceOfTheLastPaymentAreKept() {
        int london = origins.numberOf("London", 0);
        origins.read(london, 5, false);
        origins.read(london, 6, true);
        origins.count(london, 10, Place.of(5, 8191));
        writer.payment(Paying.of(TestPairs.pair(1), 10, 8191), 1000, london, 5, false);
        List<RecordCounts> counts = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        JournalReader.read(writer.take(), new JournalReader.Visitor() {
            @Override
            public void origin(int number, String topic, int partition, long count, long sum, long highest) {
                places.add(highest);
            }

            @Override
            public void records(int number, RecordCounts read) {
                counts.add(read);
            }

            @Override
            public void payment(int origin, long high, long low, long time, long amount, long place) {
                places.add(place);
            }
        });
        assertThat(places).containsExactly(Place.of(5, 8191), Place.of(5, 8191));
        assertThat(counts)
                .singleElement()
                .satisfies(read -> assertThat(read)
                        .extracting(
                                RecordCounts::first, RecordCounts::last, RecordCounts::records, RecordCounts::passed)
                        .containsExactly(5L, 6L, 2L, 1L));
    }

    @Test
    void refusesANewerFormAndSaysWhatToDo() {
        payFor(origins.numberOf("London", 0), 1, 1);
        byte[] value = writer.take();
        value[0]++;
        assertThatExceptionOfType(NewerFormException.class)
                .isThrownBy(() -> read(value))
                .withMessageContaining("form " + (JournalWriter.FORM + 1) + " of the journal")
                .withMessageContaining("Upgrade fintrans");
    }

    private void note(Random random) {
        Noted noted = new Noted(random.nextLong(), "n".repeat(random.nextInt(200)));
        writer.note(noted.id(), noted.note().getBytes(US_ASCII));
        written.add(noted);
    }

    private void pay(Random random, int origin) {
        Payment payment = new Payment(
                origin,
                account(random) + " " + account(random),
                random.nextLong() >>> (1 + random.nextInt(63)),
                1 + (random.nextLong() >>> (15 + random.nextInt(49))),
                Place.of(
                        random.nextLong() >>> (16 + random.nextInt(48)),
                        random.nextBoolean() ? 0 : random.nextInt(8192)));
        origins.count(origin, payment.amount(), payment.place());
        String[] names = payment.pair().split(" ", -1);
        writer.payment(
                Paying.of(TestPairs.pair(names[0], names[1]), payment.amount(), Place.index(payment.place())),
                payment.time(),
                origin,
                Place.offset(payment.place()),
                random.nextBoolean());
        written.add(payment);
    }

    /** Of few accounts, so that many come again, and of all lengths. */
    private static String account(Random random) {
        int number = random.nextInt(1 + random.nextInt(500));
        String name = Integer.toString(number);
        return number % 9 == 0 ? "-".repeat(AccountId.MAX_LENGTH - name.length()) + name : name;
    }

    private void payFor(int origin, long amount, long offset) {
        origins.count(origin, amount, Place.of(offset, 0));
        writer.payment(Paying.of(TestPairs.pair(1), amount, 0), 1000, origin, offset, false);
    }

    private void about(Random random) {
        About about = new About(account(random) + " " + account(random));
        String[] names = about.pair().split(" ", -1);
        writer.about(Subject.pair(names[0], names[1]));
        written.add(about);
    }

    private void watermark(Random random) {
        long time = random.nextLong();
        writer.watermark(time);
        written.add(new Mark(time));
    }

    private void episode(Random random) {
        Kept kept =
                new Kept(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        writer.episode(new Episode(0, kept.id(), kept.opened(), kept.lastOver(), kept.step(), kept.alertedAt()));
        written.add(kept);
    }

    private byte[] checkRecord(long seed) {
        List<Object> expected = new ArrayList<>(List.of(MADE));
        for (int i = 0; i < origins.size(); i++) {
            expected.add(new Origin(
                    i, origins.topic(i), origins.partition(i), origins.count(i), origins.sum(i), origins.highest(i)));
        }
        expected.add(new Mark(watermark));
        expected.addAll(written);
        written.stream().filter(Mark.class::isInstance).map(Mark.class::cast).forEach(mark -> watermark = mark.time());
        written.clear();
        byte[] value = writer.take();
        assertThat(read(value)).as("seed %d", seed).isEqualTo(expected);
        return value;
    }

    private static RuleNames rules() {
        RuleNames names = new RuleNames();
        names.numberOf("pair-total");
        return names;
    }
}
