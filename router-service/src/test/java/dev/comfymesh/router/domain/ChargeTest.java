package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.router.domain.LedgerEntry.Account;
import dev.comfymesh.router.domain.LedgerEntry.Kind;
import org.junit.jupiter.api.Test;

class ChargeTest {
    @Test
    void isBookedAgainstTheTarget() {
        var charge = Charge.of(ChargeKind.RUN, Cost.ofTime(3_600_000, 250), 1_000);

        assertThat(charge.borneMicros()).isEqualTo(250);
        assertThat(charge.entries())
                .containsExactly(
                        new LedgerEntry(Kind.RUN, Account.TENANT, 250),
                        new LedgerEntry(Kind.RUN, Account.TARGET, -250));
    }

    @Test
    void leavesToTheHouseWhatWasNotSetAside() {
        var charge = Charge.of(ChargeKind.WASTE, Cost.ofTime(3_600_000, 250), 100);

        assertThat(charge.borneMicros()).isEqualTo(100);
        assertThat(charge.entries())
                .containsExactly(
                        new LedgerEntry(Kind.WASTE, Account.WASTE, 100),
                        new LedgerEntry(Kind.WASTE, Account.TARGET, -100),
                        new LedgerEntry(Kind.OVERRUN, Account.HOUSE, 150),
                        new LedgerEntry(Kind.OVERRUN, Account.TARGET, -150));
    }

    @Test
    void booksNothingForWhatCostNothing() {
        assertThat(Charge.of(ChargeKind.HEDGE, Cost.ofTime(0, 250), 100).entries())
                .isEmpty();
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> Cost.estimated(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
