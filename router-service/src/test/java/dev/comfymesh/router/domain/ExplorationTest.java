package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.ACME;
import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.POLICY;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Terms.Favoured;
import dev.comfymesh.router.domain.Terms.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    private static final Target KNOWN = node("known", 1, DOLLAR);
    private static final Target FORGOTTEN = node("little-known", 1, 3 * DOLLAR / 2);
    private static final Fleet FLEET = new Fleet(
            List.of(KNOWN, FORGOTTEN),
            List.of(),
            Samples.unlearned(),
            Map.of(),
            new Odds(Map.of("known", new Form(40, 0, 1, NOW), "little-known", new Form(3, 0, 1, NOW)), List.of()),
            Map.of());

    @Test
    void sendsAboutOneInAHundredOfWhatIsInNoHurry() {
        assertThat(explorers(Priority.LOW).size()).isBetween(5, 40);
        assertThat(explorers(Priority.NORMAL)).isEmpty();
        assertThat(explorers(Priority.HIGH)).isEmpty();
    }

    @Test
    void saysWhyItIsDearerAndDoesSoAgain() {
        var decision = decide(explorers(Priority.LOW).getFirst());

        assertThat(decision.choice().targetId()).isEqualTo("little-known");
        assertThat(decision.terms().worth()).isNotNull();
        assertThat(decision.terms().worth().favoured()).isEqualTo(new Favoured("little-known", Reason.LITTLE_KNOWN));
        assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                .isEmpty();
    }

    @Test
    void neverGoesBeyondTheCap() {
        var explorer = explorers(Priority.LOW).getFirst();
        // 10 s there cost 4,167 micros.
        var thrifty = job(numberOf(explorer), ACME, Priority.LOW, 4_000, 0, Set.of("KSampler"));

        assertThat(decide(candidate(thrifty, 1)).choice().targetId()).isEqualTo("known");
    }

    private static List<Candidate> explorers(Priority priority) {
        return IntStream.range(0, 2_000)
                .mapToObj(n -> candidate(job(n, ACME, priority, DOLLAR, 0, Set.of("KSampler")), 1))
                .filter(candidate -> decide(candidate).choice().targetId().equals("little-known"))
                .toList();
    }

    private static int numberOf(Candidate candidate) {
        return (int) candidate.job().jobId().getLeastSignificantBits();
    }

    private static Assigned decide(Candidate candidate) {
        return (Assigned)
                new Matcher(POLICY).decide(List.of(candidate), FLEET, NOW).getFirst();
    }
}
