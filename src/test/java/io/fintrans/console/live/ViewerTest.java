package io.fintrans.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ViewerTest {
    private final Connection connection = new Connection();
    private final Viewer viewer = new Viewer(connection, () -> true);

    @Test
    void tellsInOrderAndOnlyWhenTheConnectionTakesIt() {
        viewer.tell(bytes("a"));
        assertThat(connection.told())
                .as("before the server said that it may write")
                .isEmpty();
        viewer.onWritePossible();
        viewer.tell(bytes("b"));
        assertThat(connection.told()).isEqualTo("a|b|");

        connection.room = 0;
        viewer.tell(bytes("c"));
        viewer.tell(bytes("d"));
        assertThat(connection.asked).as("it said no once and will call").isEqualTo(1);
        connection.room = Integer.MAX_VALUE;
        viewer.tell(bytes("e"));
        assertThat(connection.told()).isEqualTo("a|b|");
        viewer.onWritePossible();
        assertThat(connection.told()).isEqualTo("a|b|cde|");
    }

    @Test
    void tellsThePageThatItIsConnectedBeforeAnythingHappens() {
        viewer.onWritePossible();

        assertThat(connection.told()).isEqualTo("|");
    }

    @Test
    void sendsAwayWhoFallsTooFarBehindAndForgetsWhatWasForThem() {
        viewer.onWritePossible();
        connection.room = 0;
        byte[] event = new byte[Viewer.MOST_BEHIND / 4];
        for (int i = 0; i < 5; i++) {
            viewer.tell(event);
            assertThat(viewer.gone()).as("after %d", i).isNotDone();
        }
        viewer.tell(event);
        assertThat(viewer.gone()).isCompleted();

        connection.room = Integer.MAX_VALUE;
        viewer.onWritePossible();
        viewer.tell(bytes("more"));
        assertThat(connection.told()).as("nothing after a gap").isEqualTo("|");
    }

    @Test
    void takesAnEventOfAnySizeIfThePageWasNotBehind() {
        viewer.tell(new byte[Viewer.MOST_BEHIND * 2]);

        assertThat(viewer.gone()).isNotDone();
    }

    @Test
    void endsWhenTheConnectionDoes() {
        viewer.onWritePossible();
        connection.broken = true;
        viewer.tell(bytes("a"));
        assertThat(viewer.gone()).isCompleted();

        Viewer other = new Viewer(new Connection(), () -> true);
        other.onError(new IOException("reset"));
        assertThat(other.gone()).isCompleted();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Takes so many writes and flushes without waiting; what is flushed ends with a bar. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;
        private int asked;
        private boolean broken;

        String told() {
            return bytes.toString(UTF_8);
        }

        @Override
        public boolean isReady() {
            asked += room > 0 ? 0 : 1;
            return room > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            assertThat(room--).as("written without being ready").isPositive();
            bytes.write(b);
        }

        @Override
        public void write(byte[] all) throws IOException {
            for (byte each : all) {
                write(each);
            }
        }

        @Override
        public void flush() throws IOException {
            write('|');
        }
    }
}
