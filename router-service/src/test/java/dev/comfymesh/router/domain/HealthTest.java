package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Standing.Ejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target that has gone bad costs until nobody goes there any more: a stream of work, played second by second. */
class HealthTest {
    private static final Ejection EJECTION = new Ejection(3, Duration.ofSeconds(30), Duration.ofMinutes(30));
    private static final Duration WHILE = Duration.ofMinutes(5);
    private static final Duration FIRST_EJECTION = Duration.ofSeconds(30);
    private static final Trouble OUTAGE = new Trouble(What.SILENCE, Duration.ofSeconds(2));

    private final Map<String, Standing> standings = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private int sent;

    /** What comes of the attempts on the target that has gone bad, and how long after its start that is known. */
    private record Trouble(What what, Duration after) {}

    private enum What {
        LIE,
        BLANK,
        SILENCE
    }

    private record Run(Living living, Instant known) {}

    @ParameterizedTest
    @CsvSource({"LIE, 1500", "BLANK, 1500", "LIE, 4000", "BLANK, 4000"})
    void losesFewAttemptsToABlackHole(What what, long knownAfterMillis) {
        var lost = lost(node("bad", 2, 0), new Trouble(what, Duration.ofMillis(knownAfterMillis)), WHILE);

        assertThat(lost).isLessThanOrEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void losesFewAttemptsToAProviderThatIsOut(int slots) {
        var lost = lost(provider("bad", slots), OUTAGE, FIRST_EJECTION);

        assertThat(lost).isBetween(1, 5);
    }

    @Test
    void triesAProviderThatIsOutOnceEachTimeItReturns() {
        var returns = 3; // after 30, 60 and 120 s

        assertThat(lost(provider("bad", 5), OUTAGE, WHILE)).isEqualTo(5 + returns);
    }

    @Test
    void losesNoMoreThanWasInFlightToAProviderThatIsOut() {
        play(provider("bad", 20), null, NOW, FIRST_EJECTION);
        var inFlight = runs.size();
        sent = 0;

        play(
                provider("bad", 20),
                new Trouble(What.SILENCE, Duration.ZERO),
                NOW.plusSeconds(30),
                Duration.ofSeconds(25));

        assertThat(inFlight).isGreaterThan(5);
        assertThat(sent).isZero();
    }

    @Test
    void takesItBackStepByStep() {
        standings.put("bad", Standing.CLEAN.lied(EJECTION, NOW));

        play(provider("bad", 20), null, NOW, Duration.ofMinutes(4));

        assertThat(standings.get("bad")).isEqualTo(Standing.CLEAN);
        assertThat(sent).isGreaterThan(20);
    }

    private int lost(Target bad, Trouble trouble, Duration time) {
        play(bad, trouble, NOW, time);
        return sent;
    }

    /** Ten candidates wait at any time; the bad target is the cheapest, so that all would rather go there. */
    private void play(Target bad, Trouble trouble, Instant from, Duration time) {
        for (var now = from; now.isBefore(from.plus(time)); now = now.plusMillis(500)) {
            end(trouble, now);
            for (var decision : new Matcher(Samples.POLICY).decide(waiting(now), fleet(bad, now), now)) {
                if (decision instanceof Assigned assigned
                        && assigned.choice().targetId().equals("bad")) {
                    sent++;
                    var length = trouble == null ? Duration.ofSeconds(10) : trouble.after();
                    runs.add(new Run(assigned.living().startedAt(now), now.plus(length)));
                }
            }
        }
    }

    private void end(Trouble trouble, Instant now) {
        for (var run : runs.stream().filter(one -> !one.known().isAfter(now)).toList()) {
            runs.remove(run);
            var before = standings.getOrDefault("bad", Standing.CLEAN);
            if (before.regards(run.living().startedAt())) {
                standings.put("bad", judged(before, trouble, now));
            }
        }
    }

    private static Standing judged(Standing before, Trouble trouble, Instant now) {
        if (trouble == null) {
            return before.honest(now);
        }
        return switch (trouble.what()) {
            case LIE -> before.lied(EJECTION, now);
            case BLANK -> before.failed(EJECTION, now);
            case SILENCE -> before.fellSilent(EJECTION, now);
        };
    }

    private List<Candidate> waiting(Instant now) {
        var first = runs.size() + sent * 10;
        return IntStream.range(first, first + 10)
                .mapToObj(n -> candidate(job(n), 1, now))
                .toList();
    }

    private Fleet fleet(Target bad, Instant now) {
        var standing = standings.getOrDefault("bad", Standing.CLEAN);
        var targets = List.of(seen(bad.withStanding(standing), now), seen(node("good", 2, DOLLAR), now));
        return Samples.fleet(targets, runs.stream().map(Run::living).toList());
    }

    private static Target seen(Target target, Instant now) {
        return Samples.withObservation(target, new Observation(now, TargetHealth.UP, 0, null));
    }

    private static Target provider(String id, int slots) {
        var plain = node(id);
        return new Target(
                id,
                TargetKind.PROVIDER,
                TargetContract.GRAPH,
                slots,
                0,
                false,
                null,
                plain.observation(),
                plain.catalogue(),
                Standing.CLEAN);
    }
}
