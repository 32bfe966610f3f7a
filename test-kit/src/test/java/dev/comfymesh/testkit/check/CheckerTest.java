package dev.comfymesh.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final Violation ACCOUNT = new Violation("I7", "a-tenant", "its account is wrong");

    @Test
    void keepsAViolationWhoseFiguresMove() {
        var lasting = new LinkedHashSet<>(List.of(ACCOUNT.of("by %d", 1)));

        Checker.keep(lasting, List.of(ACCOUNT.of("by %d", 2)));

        assertThat(lasting).containsExactly(ACCOUNT.of("by %d", 1));
    }

    @Test
    void forgetsAViolationThatHasGoneOrIsOfSomethingElse() {
        var lasting = new LinkedHashSet<>(List.of(ACCOUNT));

        Checker.keep(lasting, List.of(new Violation("I7", "another", "its account is wrong")));

        assertThat(lasting).isEmpty();
    }
}
