package io.fintrans.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.generator.pattern.Transfer;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes payments Kafka records: the city's topic, the source account as key, text as value. */
final class PaymentRecords {
    private final PaymentFormat format = Formats.STANDARD;
    private final String[] topics;
    /** Names and keys are made once; at full speed they would be a third of the work. */
    private final byte[][] keys;

    private final AccountId[] names;

    PaymentRecords(List<City> cities, int accounts) {
        topics = cities.stream().map(City::name).toArray(String[]::new);
        keys = new byte[accounts][];
        names = new AccountId[accounts];
        for (int account = 0; account < accounts; account++) {
            keys[account] = Integer.toString(account).getBytes(US_ASCII);
            names[account] = AccountId.view(keys[account], 0, keys[account].length);
        }
    }

    ProducerRecord<byte[], byte[]> record(Transfer transfer, long timeMillis) {
        // No partition: Kafka's default, murmur2 of the key, is what the detector counts on.
        return new ProducerRecord<>(
                topics[transfer.city()], null, timeMillis, keys[transfer.source()], format.encode(payment(transfer)));
    }

    Payment payment(Transfer transfer) {
        return Payment.of(names[transfer.source()], names[transfer.target()], Money.usd(transfer.minorUnits()));
    }
}
