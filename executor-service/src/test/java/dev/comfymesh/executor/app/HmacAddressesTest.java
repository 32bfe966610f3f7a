package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HmacAddressesTest {
    private static final Optional<URI> HERE = Optional.of(URI.create("https://mesh.example/executor/"));
    private static final Optional<String> SECRET = Optional.of("s3cret");
    private static final UUID ATTEMPT = UUID.fromString("0198c5b2-7d1e-7a30-8a4f-6d3b2c1a0f9e");

    private final HmacAddresses addresses = new HmacAddresses(HERE, SECRET);

    @Test
    void knowsItsOwnAgain() {
        var address = addresses.of("replicate-1", ATTEMPT).orElseThrow();

        assertThat(address).startsWith("https://mesh.example/executor/hooks/replicate-1/" + ATTEMPT + "/");
        assertThat(addresses.made("replicate-1", ATTEMPT.toString(), proof(address)))
                .isTrue();
    }

    @Test
    void believesNoProofOfAnythingElse() {
        var proof = proof(addresses.of("replicate-1", ATTEMPT).orElseThrow());

        assertThat(addresses.made("replicate-2", ATTEMPT.toString(), proof)).isFalse();
        assertThat(addresses.made("replicate-1", UUID.randomUUID().toString(), proof))
                .isFalse();
        assertThat(addresses.made("replicate-1", ATTEMPT.toString(), proof.substring(1)))
                .isFalse();
        assertThat(new HmacAddresses(HERE, Optional.of("other")).made("replicate-1", ATTEMPT.toString(), proof))
                .isFalse();
    }

    @Test
    void hasNoneWithoutAPlaceThatCanBeReached() {
        assertThat(new HmacAddresses(Optional.empty(), SECRET).of("replicate-1", ATTEMPT))
                .isEmpty();
    }

    @Test
    void provesNothingWithoutASecret() {
        var none = new HmacAddresses(Optional.empty(), Optional.empty());

        assertThat(none.made("replicate-1", ATTEMPT.toString(), "")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new HmacAddresses(HERE, Optional.empty()));
    }

    private static String proof(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
