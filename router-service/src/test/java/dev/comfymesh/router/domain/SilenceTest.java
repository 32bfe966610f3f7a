package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Silence.Contact;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Silence SILENCE = new Silence(Duration.ofSeconds(10), 30);
    private static final List<Contact> FLEET = List.of(
            new Contact("a", "node-a", null),
            new Contact("b", "node-b", null),
            new Contact("c", "node-c", null),
            new Contact("fast", "provider", null),
            new Contact("good", "provider", null));

    @Test
    void isTheFaultOfOneThatFallsSilentByItself() {
        assertThat(isOurs("a")).isFalse();
    }

    @Test
    void isOursWhereAGoodPartOfTheFleetFallsSilent() {
        assertThat(isOurs("a", "b")).isTrue();
    }

    @Test
    void isTheFaultOfAProviderAllOfWhoseModelsFallSilent() {
        assertThat(isOurs("fast", "good")).isFalse();
    }

    @Test
    void isTheFaultOfAFewInALargeFleet() {
        var large = IntStream.range(0, 100)
                .mapToObj(n -> new Contact("n" + n, "host-" + n, null))
                .toList();

        assertThat(SILENCE.isOurs(large, one -> Set.of("n1", "n2", "n3").contains(one.targetId())))
                .isFalse();
    }

    private static boolean isOurs(String... silent) {
        return SILENCE.isOurs(FLEET, one -> Set.of(silent).contains(one.targetId()));
    }
}
