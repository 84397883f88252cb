package io.fintrans.timeseries;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Volumes as JSON, the values of {@code fintrans.volumes}. Amounts are decimal strings in the major unit of {@code currency}; {@code bins} has
 * pairs of bin and count, see {@link Distribution}.
 */
public final class VolumeJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectReader READER = StrictJson.reader(Fields.class);

    /** The newest form; see {@link Form}. */
    private static final int FORM = 2;

    private VolumeJson() {}

    public static byte[] write(Volume volume) {
        Currency currency = volume.currency();
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(192 + 9 * volume.amounts().size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(Form.FIELD, FORM);
            json.writeStringField("city", volume.city());
            json.writeNumberField("second", volume.second());
            json.writeNumberField("partition", volume.partition());
            json.writeStringField("currency", currency.getCurrencyCode());
            json.writeNumberField("count", volume.count());
            json.writeStringField("total", new Money(volume.total(), currency).toString());
            json.writeStringField("smallest", new Money(volume.smallest(), currency).toString());
            json.writeStringField("largest", new Money(volume.largest(), currency).toString());
            json.writeNumberField("totalMinor", volume.total());
            json.writeNumberField("smallestMinor", volume.smallest());
            json.writeNumberField("largestMinor", volume.largest());
            json.writeNumberField("offset", volume.offset());
            json.writeArrayFieldStart("bins");
            for (int i = 0; i < volume.amounts().size(); i++) {
                json.writeStartArray();
                json.writeNumber(volume.amounts().bin(i));
                json.writeNumber(volume.amounts().count(i));
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not a volume */
    public static Volume read(byte[] bytes) {
        try {
            return READER.<Fields>readValue(bytes).volume();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a volume: one of its bins is no pair of bin and count", e);
        } catch (IOException | NullPointerException | ArithmeticException e) {
            StrictJson.refuseNewer(bytes, FORM, "a volume");
            throw new IllegalArgumentException("not a volume: " + StrictJson.why(e), e);
        }
    }

    /** The fields as they are written. */
    private record Fields(
            @Nullable Integer form,
            String city,
            Long second,
            Integer partition,
            String currency,
            Long count,
            String total,
            String smallest,
            String largest,
            @Nullable Long totalMinor,
            @Nullable Long smallestMinor,
            @Nullable Long largestMinor,
            Long offset,
            List<long[]> bins) {
        Volume volume() {
            int read = Form.of(form, FORM, "a volume");
            Currency unit = Money.currency(currency);
            int[] numbers = new int[bins.size()];
            long[] counts = new long[bins.size()];
            for (int i = 0; i < bins.size(); i++) {
                numbers[i] = Math.toIntExact(bins.get(i)[0]);
                counts[i] = bins.get(i)[1];
            }
            return new Volume(
                    Objects.requireNonNull(city),
                    second,
                    partition,
                    unit,
                    count,
                    amount(read, total, totalMinor, unit),
                    amount(read, smallest, smallestMinor, unit),
                    amount(read, largest, largestMinor, unit),
                    offset,
                    new Distribution(numbers, counts));
        }

        /** Form 2 says it twice, form 1 does not. */
        private static long amount(int form, String decimal, @Nullable Long minor, Currency unit) {
            Money money = form == 1 ? Money.parse(decimal, unit) : Money.parseWritten(decimal, unit);
            long amount = money.minorUnits();
            if (minor == null ? form > 1 : form == 1 || amount != minor) {
                throw new IllegalArgumentException("not a volume: " + decimal + " is not " + minor + " minor units");
            }
            return amount;
        }
    }
}
