package dev.comfymesh.scoring.app;

import static dev.comfymesh.scoring.domain.SampleProfile.aProfile;
import static dev.comfymesh.scoring.domain.SampleProfile.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.adapter.cel.CelConditions;
import dev.comfymesh.scoring.adapter.json.JsonProfiles;
import dev.comfymesh.scoring.app.ExplainPool.Ending;
import dev.comfymesh.scoring.app.MemberView.Explanation;
import dev.comfymesh.scoring.app.MemberView.RegionView;
import dev.comfymesh.scoring.domain.Candidate;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Rule;
import dev.comfymesh.scoring.domain.Rule.Bound;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExplainPoolTest {
    private static final UUID JOB = new UUID(0, 7);
    private static final Rule CRISP =
            rule("BLURRED", Dimension.SHARPNESS, Bound.AT_LEAST, 20, "It is {measured}, not {threshold}.");
    private static final Profile PROFILE =
            aProfile().named("old").choosing(0, 0).rules(CRISP).made();
    private static final Profile STRICTER = aProfile()
            .named("strict")
            .choosing(0, 0)
            .rules(rule("BLURRED", Dimension.SHARPNESS, Bound.AT_LEAST, 85, "no"))
            .made();

    private final StoredPool pool = new StoredPool(
            JOB,
            "SELECTED",
            "old",
            "sha256:0",
            1,
            6,
            1,
            Instant.EPOCH,
            List.of(
                    seen(1, 90, null),
                    seen(2, 80, null),
                    seen(3, 70, "1"),
                    seen(4, 10, null),
                    new Candidate("5", 5, 5, new Lost("DEADLINE")),
                    new Candidate("6", 6, 6, new Awaited())),
            List.of(new Selected(1, "1", new UUID(0, 1), 1, 0.9)));
    private final ExplainPool explainPool = new ExplainPool(
            jobId -> Uni.createFrom()
                    .item(Optional.of(pool).filter(known -> known.jobId().equals(jobId))),
            ShelfInMemory.of(PROFILE, STRICTER),
            new JsonProfiles(new CelConditions()),
            new SameThread(),
            Map.of(Dimension.SHARPNESS, "sharpness@2"));

    @Test
    void givesEveryCandidateTheReasonForItsFate() {
        assertThat(explained().candidates())
                .map(member -> member.fate().ending() + ": " + member.fate().detail())
                .containsExactly(
                        "DELIVERED: It is delivered as number 1.",
                        "BELOW_CUT: Its score 0.8 is 0.1 below the cut of 0.9.",
                        "DUPLICATE: It looks the same as 1.",
                        "REJECTED: It is 10, not 20.",
                        "LOST: It has no picture: DEADLINE.",
                        "OPEN: It is not decided yet.");
    }

    @Test
    void tellsOfEachGateWhatWasMeasuredByWhomAgainstWhat() {
        assertThat(explained().candidates().get(3).explanations())
                .containsExactly(new Explanation(
                        "BLURRED",
                        "BROKEN",
                        "sharpness",
                        10.0,
                        "ratio",
                        "AT_LEAST",
                        20.0,
                        -10.0,
                        "It is 10, not 20.",
                        List.of(new RegionView("sharpness", 0.1, 0.2, 0.3, 0.4, "softest")),
                        "sharpness@1",
                        List.of("eye@sha256:0"),
                        5L,
                        null));
        assertThat(explained().candidates().getFirst().explanations())
                .singleElement()
                .extracting(Explanation::state, Explanation::margin)
                .containsExactly("KEPT", 70.0);
    }

    @Test
    void judgesAgainWithoutAnyPicture() {
        var view = rejudged(explainPool.rejudge(JOB, "strict").await().indefinitely());

        assertThat(view.selection()).extracting(Selected::candidateId).containsExactly("1");
        assertThat(view.reasons()).extracting("code", "count").contains(tuple("BLURRED", 3));
        assertThat(view.candidates()).hasSize(5);
    }

    @Test
    void tellsWhoWouldBeDeliveredInsteadUnderADraft() {
        var draft = """
                {"extends": "old", "without": ["BLURRED"], "grades": [
                  {"dimension": "sharpness", "weight": 1, "points": [{"value": 0, "grade": 1}, {"value": 100, "grade": 0}]}]}""";
        var view = rejudged(explainPool.rejudgeByDocument(JOB, draft).await().indefinitely());

        assertThat(view.added()).containsExactly("4");
        assertThat(view.dropped()).containsExactly("1");
    }

    @Test
    void keepsWhatNobodyCouldReadRejectedUnderAnyProfile() {
        var torn = Examination.unreadable("torn").reason();
        var candidate = judged(1, new Verdict(false, 0, List.of(torn)), null, null, null);

        assertThat(rejudgedAlone(candidate)).isEqualTo("REJECTED");
        var sound = new Reason("UNJUDGED", "file", 0, 1, "sound");
        assertThat(rejudgedAlone(judged(1, new Verdict(false, 0, List.of(sound)), null, null, null)))
                .isEqualTo("DELIVERED");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(explainPool.rejudge(JOB, "nobody").await().indefinitely()).isEqualTo(new Ending.NoProfile("nobody"));
        assertThat(explainPool.rejudge(new UUID(0, 8), "strict").await().indefinitely())
                .isEqualTo(new Ending.NoPool());
        assertThat(explainPool.rejudgeByDocument(JOB, "{}").await().indefinitely())
                .isInstanceOf(Ending.Faulty.class);
        assertThat(explainPool.explain(new UUID(0, 8)).await().indefinitely()).isEmpty();
    }

    private String rejudgedAlone(Candidate candidate) {
        var one = new StoredPool(
                JOB, "SELECTED", "old", "sha256:0", 1, 1, 1, Instant.EPOCH, List.of(candidate), List.of());
        var explain = new ExplainPool(
                _ -> Uni.createFrom().item(Optional.of(one)),
                ShelfInMemory.of(PROFILE),
                new JsonProfiles(new CelConditions()),
                new SameThread(),
                Map.of());
        return rejudged(explain.rejudge(JOB, "old").await().indefinitely())
                .candidates()
                .getFirst()
                .fate()
                .ending();
    }

    private PoolView explained() {
        return explainPool.explain(JOB).await().indefinitely().orElseThrow();
    }

    private static RejudgedView rejudged(Ending ending) {
        return ((Ending.Rejudged) ending).view();
    }

    private static Candidate seen(int n, double sharpness, String duplicateOf) {
        var measurements = new Measurements(
                Map.of(Dimension.SHARPNESS, sharpness),
                Map.of(),
                List.of(new Measurements.Run("sharpness@1", 5, List.of("eye@sha256:0"))),
                List.of(new Region(Dimension.SHARPNESS, 0.1, 0.2, 0.3, 0.4, "softest")));
        var fingerprint = new Fingerprint(n);
        var verdict = PROFILE.judge(new Examination.Measured(measurements, fingerprint));
        return judged(n, verdict, fingerprint, measurements, duplicateOf);
    }

    private static Candidate judged(
            int n, Verdict verdict, Fingerprint fingerprint, Measurements measurements, String duplicateOf) {
        return new Candidate(
                String.valueOf(n),
                n,
                n,
                new Judged(new UUID(0, n), verdict, fingerprint, measurements, duplicateOf, null));
    }
}
