package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProviderTest {
    @Test
    void isWhateverHasOneOfTheWords() {
        assertThat(Stream.of(Provider.values()).map(Provider::word).collect(Collectors.joining("|")))
                .isEqualTo(Provider.WORDS);
        assertThat(Provider.of("comfy-api")).contains(Provider.COMFY_API);
        assertThat(Provider.of("nobody")).isEmpty();
    }
}
