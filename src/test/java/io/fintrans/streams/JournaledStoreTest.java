package io.fintrans.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class JournaledStoreTest {
    private final JournalTopic journal = new JournalTopic();
    private final Words words = new Words();

    /** Keeps words. */
    private static final class Words extends JournaledStore {
        private final List<String> held = new ArrayList<>();
        private final List<String> fresh = new ArrayList<>();
        private int opened;
        private int released;

        Words() {
            super("words");
        }

        void add(String word) {
            held.add(word);
            fresh.add(word);
        }

        @Override
        protected void open() {
            held.clear();
            fresh.clear();
            opened++;
        }

        @Override
        protected void replay(ConsumerRecord<byte[], byte[]> journalled) {
            held.addAll(List.of(new String(journalled.value(), UTF_8).split(" ", -1)));
        }

        @Override
        protected void writeJournal() {
            if (!fresh.isEmpty()) {
                append(String.join(" ", fresh).getBytes(UTF_8));
                fresh.clear();
            }
        }

        @Override
        protected void release() {
            released++;
        }
    }

    @Test
    void journalsWhatIsNewWhenStreamsFlushes() {
        journal.open(words);
        words.add("one");
        words.add("two");
        assertThat(journal.records()).isEmpty();
        words.flushCache();
        words.flushCache();
        words.add("three");
        words.flushCache();
        assertThat(journal.records())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("one two", "three");
    }

    @Test
    void everyJournalRecordHasAKeyBecauseStreamsSkipsThoseWithout() {
        journal.open(words);
        words.add("one");
        words.flushCache();
        assertThat(journal.records().get(0).key()).isNotEmpty();
    }

    @Test
    void anotherStoreTakesInTheJournalInItsOrder() {
        journal.open(words);
        for (int i = 0; i < 10; i++) {
            words.add("word" + i);
            words.flushCache();
        }
        Words restored = new Words();
        journal.open(restored);
        assertThat(restored.held).containsExactlyElementsOf(words.held);
        restored.flushCache();
        assertThat(journal.records())
                .as("what was restored is not journalled again")
                .hasSize(10);
    }

    @Test
    void beginsEmptyWhenStreamsOpensItAnew() {
        journal.open(words);
        words.add("never committed");
        journal.open(words);
        words.flushCache();
        assertThat(words.held).isEmpty();
        assertThat(words.opened).isEqualTo(2);
        assertThat(words.released).isEqualTo(2);
        assertThat(journal.records()).isEmpty();
    }

    @Test
    void isOpenFromInitToClose() {
        assertThat(words.isOpen()).isFalse();
        journal.open(words);
        assertThat(words.isOpen()).isTrue();
        words.add("one");
        words.close();
        assertThat(words.isOpen()).isFalse();
        assertThat(words.released).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(words::flushCache).withMessageContaining("words");
    }

    @Test
    void isAStoreInMemory() {
        assertThat(words.persistent()).isFalse();
        assertThat(words.name()).isEqualTo("words");
        assertThat(words.setFlushListener(flushed -> {}, true)).isFalse();
    }

    @Test
    void isAlwaysLoggedAndNeverCached() {
        var builder = new JournaledStoreBuilder<>("words", Map.of("cleanup.policy", "delete"), Words::new);
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.logConfig()).containsExactly(Map.entry("cleanup.policy", "delete"));
        assertThat(builder.name()).isEqualTo("words");
        assertThat(builder.withCachingDisabled()).isSameAs(builder);
        assertThat(builder.build()).isNotSameAs(builder.build());
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(builder::withCachingEnabled);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(builder::withLoggingDisabled);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> builder.withLoggingEnabled(Map.of()));
    }
}
