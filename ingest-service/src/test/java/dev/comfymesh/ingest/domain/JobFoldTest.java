package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.testkit.SampleJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JobFoldTest {
    private final SampleJob sample = SampleJob.aJob().candidates(3).deliver(2);
    private final Folding folding = new Folding(sample);

    /** A job with the phases of its candidates, as the rows of the service hold them. */
    private static final class Folding {
        Job job;
        final Map<String, CandidatePhase> phases = new HashMap<>();
        final List<ClientEvent> events = new ArrayList<>();
        final List<JobFact> endings = new ArrayList<>();

        Folding(SampleJob sample) {
            job = Job.accepted(sample.accepted(), Map.of());
        }

        Folding with(JobFact... facts) {
            for (var fact : facts) {
                var candidate = CandidateLifecycle.candidateOf(fact).orElse("");
                var folded = JobFold.fold(job, phases.getOrDefault(candidate, CandidatePhase.WAITING), fact);
                job = folded.job();
                phases.put(candidate, folded.phase());
                events.addAll(folded.events());
                if (folded.ending() != null) {
                    endings.add(folded.ending());
                }
            }
            return this;
        }

        PoolCounts counts() {
            return job.state().pool().counts();
        }

        JobFact ending() {
            assertThat(endings).hasSize(1);
            return endings.getFirst();
        }
    }

    @Test
    void beginsWithAllCandidatesWaitingAndOneEvent() {
        assertThat(folding.counts()).isEqualTo(new PoolCounts(3, 0, 0, 0));
        assertThat(folding.job.state().seq()).isEqualTo(1);
    }

    @Test
    void countsEachCandidateOnce() {
        folding.with(
                sample.attempt(1).assigned(),
                sample.attempt(2).assigned(),
                sample.attempt(3).assigned(),
                sample.attempt(1).started(),
                sample.attempt(1).succeeded(),
                sample.attempt(1).scored(0.5),
                sample.attempt(2).failed(FailureClass.LOST),
                sample.attempt(3).failed(FailureClass.LOST),
                sample.attempt(3).gaveUp(FailureClass.LOST));

        assertThat(folding.counts()).isEqualTo(new PoolCounts(1, 0, 1, 1));
    }

    @Test
    void countsACandidateThatSucceededAsRunningUntilItIsScored() {
        folding.with(sample.attempt(1).assigned(), sample.attempt(1).succeeded());

        assertThat(folding.counts()).isEqualTo(new PoolCounts(2, 1, 0, 0));
    }

    @Test
    void countsTheCandidatesOfALaterWave() {
        folding.with(
                new CandidatesAdded(sample.id(), sample.at(), 2, List.of(sample.candidate(4), sample.candidate(5))));

        assertThat(folding.counts().candidates()).isEqualTo(5);
        assertThat(folding.job.state().pool().wave()).isEqualTo(2);
    }

    @Test
    void numbersEventsWithoutGaps() {
        var seen = new ArrayList<Long>();
        for (var fact : Facts.all(sample)) {
            var folded = JobFold.fold(folding.job, CandidatePhase.RUNNING, fact);
            for (int i = 0; i < folded.events().size(); i++) {
                seen.add(folded.seq(i));
            }
            folding.job = folded.job();
        }

        assertThat(seen).isSorted().doesNotHaveDuplicates().startsWith(2L);
        assertThat(seen.getLast() - seen.getFirst() + 1).isEqualTo(seen.size());
        assertThat(folding.job.state().seq()).isEqualTo(seen.getLast());
    }

    @Test
    void tellsOfAttemptsThatFailedUnlessTheMeshItselfEndedThem() {
        folding.with(
                sample.attempt(1).assigned(),
                sample.attempt(1).failed(FailureClass.STALLED),
                sample.attempt(2).assigned(),
                sample.attempt(2).failed(FailureClass.REVOKED),
                sample.attempt(2).failed(FailureClass.NOT_STARTED));

        assertThat(folding.events)
                .extracting(ClientEvent::type)
                .containsExactly("candidate.assigned", "attempt.failed", "candidate.assigned");
    }

    @Test
    void addsUpWhatAttemptsCost() {
        var charge =
                new AttemptCharged(sample.id(), sample.at(), sample.attempt(1).id(), ChargeKind.RUN, 7, "sim-a");

        folding.with(charge, charge);

        assertThat(folding.job.state().spentMicros()).isEqualTo(14);
    }

    @Test
    void seesNothingOfWhatOthersSettleAmongThemselves() {
        var unseen = Facts.all(sample).stream()
                .filter(fact -> JobFold.UNSEEN.contains(fact.getClass()))
                .toList();
        assertThat(unseen)
                .hasSize(2)
                .allSatisfy(fact -> assertThat(JobFold.fold(folding.job, CandidatePhase.RUNNING, fact))
                        .isEqualTo(new Folded(folding.job, CandidatePhase.RUNNING, List.of(), null)));
    }

    @Test
    void changesNothingAfterTheEnd() {
        folding.with(sample.selected(1, 2), sample.closed(2));
        var ended = folding.job;

        folding.with(Facts.all(sample).toArray(JobFact[]::new));

        assertThat(folding.job).isEqualTo(ended);
        assertThat(folding.endings).hasSize(1);
    }

    @Nested
    class WhenTheJobIsClosed {
        @Test
        void completesWithAFullSelection() {
            folding.with(sample.attempt(1).assigned(), sample.selected(2, 1), sample.closed(2));

            assertThat(folding.ending()).isInstanceOfSatisfying(JobCompleted.class, end -> {
                assertThat(end.complete()).isTrue();
                assertThat(end.selection()).hasSize(2);
            });
            assertThat(folding.job.state().status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(folding.job.delivery()).hasSize(2);
            assertThat(folding.job.reservedMicros()).isZero();
            assertThat(folding.events.getLast().type()).isEqualTo("job.completed");
        }

        @Test
        void completesWithAPartialSelection() {
            folding.with(sample.attempt(1).assigned(), sample.selected(1), sample.closed(3));

            assertThat(folding.ending())
                    .isInstanceOfSatisfying(
                            JobCompleted.class,
                            end -> assertThat(end.complete()).isFalse());
        }

        @Test
        void failsWithAPartialSelectionIfTheJobAskedForThat() {
            var strict = SampleJob.aJob().candidates(3).deliver(2).failsWhenShort();
            var folded = new Folding(strict).with(strict.attempt(1).assigned(), strict.selected(1), strict.closed(3));

            assertThat(folded.ending())
                    .isInstanceOfSatisfying(
                            JobFailed.class,
                            end -> assertThat(end.problem().code()).isEqualTo("pool-short"));
            assertThat(folded.job.delivery()).isEmpty();
        }

        @Test
        void expiresIfTheDeadlineTookACandidateAndNothingIsDelivered() {
            folding.with(sample.attempt(1).gaveUp(FailureClass.DEADLINE), sample.selected(), sample.closed(0));

            assertThat(folding.ending()).isInstanceOf(JobExpired.class);
        }

        @Test
        void failsWithTheLeadingTroubleIfNothingRan() {
            folding.with(
                    sample.attempt(1).gaveUp(FailureClass.LOST),
                    sample.attempt(2).gaveUp(FailureClass.POISON),
                    sample.attempt(3).gaveUp(FailureClass.STALLED),
                    sample.closed(3));

            assertThat(folding.ending())
                    .isInstanceOfSatisfying(
                            JobFailed.class,
                            end -> assertThat(end.problem())
                                    .isEqualTo(new Cause(
                                            "POISON", "None of 3 candidates succeeded. it did not work out")));
        }

        @Test
        void namesTheNodesAtFault() {
            var fault =
                    new GraphFault("3", "Sampler", "KSampler", "steps", "value_bigger_than_max", "steps is too large");
            var cause = new Cause("GRAPH_INVALID", "The graph is refused.", List.of(fault));
            folding.with(
                    new CandidateFailed(sample.id(), sample.at(), "c", FailureClass.GRAPH_INVALID, 1, cause),
                    sample.closed(1));

            assertThat(folding.ending())
                    .isInstanceOfSatisfying(
                            JobFailed.class, end -> assertThat(end.problem()).isEqualTo(cause));
        }

        @Test
        void failsForTheProfileIfCandidatesRanAndNonePassed() {
            folding.with(
                    sample.attempt(1).assigned(),
                    sample.attempt(1).rejected("BLANK"),
                    sample.selected(),
                    sample.closed(1));

            assertThat(folding.ending())
                    .isInstanceOfSatisfying(
                            JobFailed.class,
                            end -> assertThat(end.problem().code()).isEqualTo("nothing-passed"));
        }

        @Test
        void isCancelledIfThatWasAskedForEvenWithASelection() {
            folding.with(
                    sample.attempt(1).assigned(), sample.selected(1, 2), sample.cancelRequested(), sample.closed(2));

            assertThat(folding.ending()).isInstanceOf(JobCancelled.class);
            assertThat(folding.job.delivery()).isEmpty();
        }

        @Test
        void neverChargesMoreThanTheCap() {
            folding.with(sample.selected(1, 2), new JobClosed(sample.id(), sample.at(), 2, Long.MAX_VALUE));

            assertThat(folding.job.state().spentMicros()).isEqualTo(1_000_000);
        }
    }

    @Test
    void runsAndCountsCandidatesThatAreScoredWithoutARun() {
        folding.with(sample.attempt(1).scored(0.9));

        assertThat(folding.job.state().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(folding.counts()).isEqualTo(new PoolCounts(2, 0, 1, 0));
    }

    @Test
    void expiresWhenNothingWasLookedAtInTime() {
        folding.with(closedFor("DEADLINE"), sample.closed(0));

        assertThat(folding.ending()).isInstanceOf(JobExpired.class);
    }

    @Test
    void failsUnderAProfileThatNobodyKnows() {
        folding.with(closedFor("UNKNOWN_PROFILE"), sample.closed(0));

        assertThat(folding.ending())
                .isInstanceOfSatisfying(
                        JobFailed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("unknown-profile"));
    }

    private PoolSelected closedFor(String reason) {
        return new PoolSelected(sample.id(), sample.at(), List.of(), false, List.of(new ReasonCount(reason, 3)));
    }
}
