package io.fintrans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.AlertJson;
import io.fintrans.alert.LabelJson;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Form.NewerFormException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Records that outlive a version: no number means form 1, and newer forms are refused with a sentence. */
class FormTest {
    private static final List<Consumer<byte[]>> READERS =
            List.of(AlertJson::read, LabelJson::read, CaseEventJson::read, VolumeJson::read);

    @Test
    void takesARecordWithoutANumberForFormOne() {
        assertThat(Form.of(null, 3, "an alert")).isEqualTo(1);
        assertThat(Form.of(2, 3, "an alert")).isEqualTo(2);
    }

    @Test
    void refusesANewerFormOfEveryRecordWithWhatToDo() {
        for (Consumer<byte[]> reader : READERS) {
            assertThatThrownBy(() -> reader.accept("{\"form\":99}".getBytes(UTF_8)))
                    .isInstanceOf(NewerFormException.class)
                    .hasMessageContaining("form 99")
                    .hasMessageContaining("Upgrade fintrans");
        }
    }

    @Test
    void refusesWhatIsNoForm() {
        assertThatThrownBy(() -> Form.of(0, 3, "an alert"))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(NewerFormException.class);
    }
}
