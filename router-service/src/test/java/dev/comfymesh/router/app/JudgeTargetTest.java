package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Standing.Ejection;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgeTargetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID ATTEMPT = new UUID(0, 1);

    private final JudgeTarget judge = new JudgeTarget(new Ejection(3, Duration.ofSeconds(30), Duration.ofMinutes(30)));
    private final OneTarget book = new OneTarget();

    @Test
    void countsAFailureThatCameWhileAnotherWasJudged() {
        book.standing = Standing.CLEAN;
        book.whenLocked = new Standing(1, 0, null);

        judge.failed(book, "a", NOW).await().indefinitely();

        assertThat(book.standing.failuresInRow()).isEqualTo(2);
    }

    @Test
    void locksNothingForAnHonestResultOfATrustedTarget() {
        book.standing = Standing.CLEAN;
        book.whenLocked = Standing.CLEAN;

        judge.scored(book, ATTEMPT, false, NOW).await().indefinitely();

        assertThat(book.locks).isZero();
    }

    /** A target whose standing another transaction changes before its lock is had. */
    private static final class OneTarget implements TargetBook {
        private Standing standing = Standing.CLEAN;
        private Standing whenLocked = Standing.CLEAN;
        private int locks;

        @Override
        public Uni<Optional<Standing>> standing(String targetId) {
            return Uni.createFrom().item(Optional.of(standing));
        }

        @Override
        public Uni<Optional<Standing>> lockStanding(String targetId) {
            locks++;
            return Uni.createFrom().item(Optional.of(whenLocked));
        }

        @Override
        public Uni<Void> restate(String targetId, Standing changed) {
            standing = changed;
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Optional<String>> targetOf(UUID attemptId) {
            return Uni.createFrom().item(Optional.of("a"));
        }

        @Override
        public Uni<Void> observe(TargetObserved observed) {
            throw new AssertionError();
        }

        @Override
        public Uni<Void> forgetObservation(String targetId) {
            throw new AssertionError();
        }

        @Override
        public Uni<Void> learn(String digest, String targetId, Duration service) {
            throw new AssertionError();
        }
    }
}
