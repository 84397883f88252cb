package io.fintrans.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {
    private static final Thresholds STANDARD = Thresholds.of(Money.usd(1_000_000));

    @Test
    void oneThresholdHoldsForAll() {
        assertThat(STANDARD.of(AccountId.of("a"), "London")).isEqualTo(1_000_000);
        assertThat(STANDARD.lowest(AccountId.of("a"))).isEqualTo(1_000_000);
    }

    @Test
    void aCityHasItsOwn() {
        Thresholds thresholds = STANDARD.with(Map.of("threshold.city.London", "99.50"));
        assertThat(thresholds.of(AccountId.of("a"), "London")).isEqualTo(9950);
        assertThat(thresholds.of(AccountId.of("a"), "NYC")).isEqualTo(1_000_000);
    }

    @Test
    void anAccountPrefixGoesBeforeTheCity() {
        Thresholds thresholds =
                STANDARD.with(Map.of("threshold.city.London", "50", "threshold.account.corp-", "20000"));
        assertThat(thresholds.of(AccountId.of("corp-1"), "London")).isEqualTo(2_000_000);
        assertThat(thresholds.of(AccountId.of("corp"), "London")).isEqualTo(5000);
    }

    @Test
    void theLongestPrefixDecides() {
        Thresholds thresholds = STANDARD.with(
                Map.of("threshold.account.a", "1", "threshold.account.abc", "3", "threshold.account.ab", "2"));
        assertThat(thresholds.of(AccountId.of("abcd"), "NYC")).isEqualTo(300);
        assertThat(thresholds.of(AccountId.of("abd"), "NYC")).isEqualTo(200);
        assertThat(thresholds.of(AccountId.of("a"), "NYC")).isEqualTo(100);
        assertThat(thresholds.of(AccountId.of("b"), "NYC")).isEqualTo(1_000_000);
    }

    @Test
    void theLowestIsNeverAboveWhatHoldsInAnyCity() {
        Thresholds thresholds = STANDARD.with(
                Map.of("threshold.city.SF", "20000", "threshold.city.Tokyo", "70", "threshold.account.vip", "90000"));
        assertThat(thresholds.lowest(AccountId.of("a"))).isEqualTo(7000);
        assertThat(thresholds.lowest(AccountId.of("vip1"))).isEqualTo(9_000_000);
    }

    @Test
    void settingsAddToThoseBefore() {
        Thresholds thresholds = STANDARD.with(Map.of("threshold.city.SF", "1")).with(Map.of("threshold.city.NYC", "2"));
        assertThat(thresholds.of(AccountId.of("a"), "SF")).isEqualTo(100);
        assertThat(thresholds.of(AccountId.of("a"), "NYC")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.005",
                "ten",
                "",
                "1e5",
                "5E3",
                "1e400",
                "NaN",
                "1E1000000000",
                "0.001",
                "99999999999999999999"
            })
    void rejectsWhatIsNoAmountOverZeroAndNamesTheSetting(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.with(Map.of("threshold.city.SF", value)))
                .withMessageContaining("threshold.city.SF");
    }

    @Test
    void rejectsAKeyThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.with(Map.of("threshold.country.UK", "1")))
                .withMessageContaining("threshold.country.UK");
    }

    @Test
    void rejectsAPrefixThatNoAccountCanHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.with(Map.of("threshold.account.a b", "1")));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.with(Map.of("threshold.account.", "1")));
    }

    @Test
    void rejectsAThresholdOfZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> Thresholds.of(Money.usd(0)));
    }

    @Test
    void twoSetsOfThresholdsHaveTheSameTextIfAndOnlyIfTheyAreTheSame() {
        Map<String, String> settings = Map.of("threshold.city.London", "50", "threshold.account.corp-", "20000");
        Map<String, String> asOthersWriteIt =
                Map.of("threshold.account.corp-", "20000.00", "threshold.city.London", "50.0");
        assertThat(STANDARD.with(settings).text())
                .isEqualTo(STANDARD.with(asOthersWriteIt).text())
                .isNotEqualTo(STANDARD.text())
                .isNotEqualTo(Thresholds.of(Money.usd(1_000_001)).with(settings).text())
                .isNotEqualTo(
                        STANDARD.with(Map.of("threshold.city.London", "50")).text());
        assertThat(STANDARD.with(Map.of("threshold.city.x", "1")).text())
                .isNotEqualTo(STANDARD.with(Map.of("threshold.account.x", "1")).text());
    }
}
