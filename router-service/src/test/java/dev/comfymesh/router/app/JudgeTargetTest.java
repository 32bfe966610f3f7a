package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.router.app.Judgement.Word;
import dev.comfymesh.router.domain.Silence;
import dev.comfymesh.router.domain.Silence.Contact;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Standing.Ejection;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgeTargetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID ATTEMPT = new UUID(0, 1);

    private final JudgeTarget judge = new JudgeTarget(
            new Ejection(3, Duration.ofSeconds(30), Duration.ofMinutes(30)), new Silence(Duration.ofSeconds(10), 30));
    private final OneTarget book = new OneTarget();

    @Test
    void countsAFailureThatCameWhileAnotherWasJudged() {
        book.whenLocked = new Standing(1, 0, null);

        judge(Word.FAULT);

        assertThat(book.standing.failuresInRow()).isEqualTo(2);
    }

    @Test
    void locksNothingForAnHonestResultOfATrustedTarget() {
        judge(Word.HONEST);

        assertThat(book.locks).isZero();
    }

    @Test
    void takesAllJudgementsOfABatchInTheirOrder() {
        judge(Word.FAULT, Word.FAULT, Word.HONEST, Word.FAULT);

        assertThat(book.standing).isEqualTo(new Standing(1, 0, null));
    }

    @Test
    void ejectsATargetAfterOneLie() {
        judge(Word.LIE);

        assertThat(book.standing.ejectedAt(NOW)).isTrue();
    }

    @Test
    void holdsSilenceAgainstATargetThatFellSilentByItself() {
        book.fleet = List.of(new Contact("a", "node-a", null), new Contact("b", "node-b", NOW.minusSeconds(11)));

        judge(Word.SILENCE, Word.SILENCE, Word.SILENCE);

        assertThat(book.standing.ejectedAt(NOW)).isTrue();
    }

    @Test
    void holdsNoSilenceAgainstATargetThatFellSilentWithOthers() {
        book.fleet = List.of(new Contact("a", "node-a", null), new Contact("b", "node-b", NOW.minusSeconds(9)));

        judge(Word.SILENCE, Word.SILENCE, Word.SILENCE);

        assertThat(book.standing).isEqualTo(new Standing(0, 0, null, 0, NOW));
    }

    @Test
    void holdsFaultsAgainstATargetThatStatedThemThoughOthersAreSilent() {
        book.fleet = List.of(new Contact("a", "node-a", null), new Contact("b", "node-b", NOW));

        judge(Word.FAULT, Word.FAULT, Word.FAULT);

        assertThat(book.standing.ejectedAt(NOW)).isTrue();
    }

    @Test
    void judgesAReturnedTargetOnlyByWhatWasAssignedSince() {
        book.standing = new Standing(3, 1, NOW.plusMillis(1));
        book.whenLocked = book.standing;

        judge.judge(book, List.of(new Judgement(ATTEMPT, Word.FAULT)), NOW.plusSeconds(1))
                .await()
                .indefinitely();

        assertThat(book.locks).isZero();
    }

    @Test
    void readsAWordFromWhatWasSeenOfTheOutputs() {
        assertThat(Stream.of("UNREADABLE", "BLANK", "BLURRED")
                        .map(JudgeTargetTest::scored)
                        .map(Judgement::of)
                        .map(Judgement::word))
                .containsExactly(Word.LIE, Word.FAULT, Word.HONEST);
    }

    private void judge(Word... words) {
        var judgements =
                Stream.of(words).map(word -> new Judgement(ATTEMPT, word)).toList();
        judge.judge(book, judgements, NOW).await().indefinitely();
    }

    private static CandidateScored scored(String code) {
        var reason = new Reason(code, "x", 0, 1, "It was seen.");
        return new CandidateScored(
                new UUID(0, 2), NOW, "c", ATTEMPT, "generic", new Verdict(false, 0, List.of(reason)));
    }

    /** A target whose standing another transaction changes before its lock is had. */
    private static final class OneTarget implements TargetBook {
        private Standing standing = Standing.CLEAN;
        private Standing whenLocked = Standing.CLEAN;
        private List<Contact> fleet = List.of();
        private int locks;

        @Override
        public Uni<Map<UUID, Stand>> standingsOf(Collection<UUID> attemptIds) {
            return Uni.createFrom()
                    .item(attemptIds.stream()
                            .distinct()
                            .collect(Collectors.toMap(id -> id, _ -> new Stand("a", NOW, standing))));
        }

        @Override
        public Uni<List<Contact>> contacts() {
            return Uni.createFrom().item(fleet);
        }

        @Override
        public Uni<Map<String, Standing>> lockStandings(Collection<String> targetIds) {
            locks++;
            return Uni.createFrom().item(Map.of("a", whenLocked));
        }

        @Override
        public Uni<Void> restate(Map<String, Standing> changed) {
            standing = changed.getOrDefault("a", standing);
            return Uni.createFrom().voidItem();
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
        public Uni<Void> count(Map<UUID, Boolean> verdicts) {
            throw new AssertionError();
        }
    }
}
