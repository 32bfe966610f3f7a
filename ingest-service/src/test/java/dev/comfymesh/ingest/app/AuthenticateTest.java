package dev.comfymesh.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.ingest.domain.ApiKey;
import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.ingest.domain.Scope;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticateTest {
    private static final String SECRET = "cmk_" + "s".repeat(43);
    private static final Caller CALLER =
            new Caller(new Tenant("acme", 1, 1), "cmk_acme", Set.of(), Set.of(Scope.JOBS_READ));

    private final Keys keys = new Keys();
    private final Time time = new Time();
    private final Authenticate authenticate = new Authenticate(keys, time, Duration.ofSeconds(5));

    /** Counts how often it is asked. */
    private static final class Keys implements KeyStore {
        final Map<String, Caller> known = new HashMap<>();
        int questions;

        @Override
        public Uni<Optional<Caller>> find(ApiKey key, Instant now) {
            questions++;
            return Uni.createFrom().item(Optional.ofNullable(known.get(key.hash())));
        }
    }

    private static final class Time extends Clock {
        Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void remembersAGoodKeyForAWhile() {
        keys.known.put(hash(), CALLER);

        assertThat(caller(SECRET)).contains(CALLER);
        assertThat(caller(SECRET)).contains(CALLER);
        assertThat(keys.questions).isEqualTo(1);
    }

    @Test
    void looksAgainAfterAWhile() {
        keys.known.put(hash(), CALLER);
        caller(SECRET);
        keys.known.clear();
        time.now = time.now.plusSeconds(5);

        assertThat(caller(SECRET)).isEmpty();
        assertThat(caller(SECRET)).isEmpty();
        assertThat(keys.questions).isEqualTo(3);
    }

    @Test
    void doesNotEvenLookForWhatCannotBeAKey() {
        assertThat(caller("password")).isEmpty();
        assertThat(caller("cmk_short")).isEmpty();
        assertThat(caller(SECRET + "'; drop table api_key; --")).isEmpty();
        assertThat(keys.questions).isZero();
    }

    @Test
    void keepsNothingOfTheSecretButTheShownPrefix() {
        var key = ApiKey.of(SECRET).orElseThrow();

        assertThat(key.hash()).matches("[0-9a-f]{64}");
        assertThat(key.prefix()).isEqualTo("cmk_ssssssss");
    }

    private Optional<Caller> caller(String secret) {
        return authenticate.authenticate(secret).await().indefinitely();
    }

    private static String hash() {
        return ApiKey.of(SECRET).orElseThrow().hash();
    }
}
