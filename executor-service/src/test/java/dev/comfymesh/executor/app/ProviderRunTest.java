package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ModelProjection;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import dev.comfymesh.executor.domain.provider.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProviderRunTest extends ProviderScene {
    @Test
    void remembersTheRunAndSucceedsWithTheBillOfTheProvider() {
        open();
        seconds(1);
        assertThat(attempts.stored.remoteId()).isEqualTo("run-1");

        provider.run = new RemoteRun.Working(0.5);
        seconds(3);
        provider.run = finished();
        seconds(5);

        assertThat(attempts.facts).first().isInstanceOf(AttemptStarted.class);
        assertThat(success().meteredMicros()).isEqualTo(BILL.micros());
        assertThat(success().gpuMillis()).isEqualTo(2_000);
        assertThat(success().artifacts()).hasSize(1);
        assertThat(disk.unfinished).isEmpty();
        assertThat(submits()).isOne();
        assertThat(loops.running()).doesNotContain("attempt " + attempts.stored.id());
        assertThat(told)
                .first()
                .isInstanceOfSatisfying(
                        AttemptProgress.class,
                        note -> assertThat(note.fraction()).isEqualTo(0.5));
    }

    @Test
    void tellsTheProviderByWhenAndWhere() {
        open();
        seconds(1);

        assertThat(provider.commissions).singleElement().satisfies(commission -> {
            assertThat(commission.within()).isLessThanOrEqualTo(Duration.between(NOW, endBy()));
            assertThat(commission.webhook()).isEqualTo("https://mesh/target/" + attempts.stored.id());
            assertThat(commission.work()).isInstanceOf(Work.AnyGraph.class);
        });
    }

    @Test
    void looksLessOftenTheLongerItTakes() {
        open();
        provider.run = new RemoteRun.Working(0);

        seconds(120);

        assertThat(asked("look run-1")).isBetween(15L, 40L);
    }

    @Test
    void aWordOfTheProviderIsAReasonToLookAndEndsNothing() {
        var desk = open();
        seconds(60);
        var before = asked("look run-1");

        desk.heard(attempts.stored.id());
        loops.turn(1);

        assertThat(asked("look run-1")).isEqualTo(before + 1);
        assertThat(attempts.stored.state().live()).isTrue();
    }

    @Test
    void whatIsOverWithTheAnswerIsCollectedAtOnce() {
        provider.handover = new Handover.Ended((RemoteRun.Over) finished());
        open();
        seconds(3);

        assertThat(success().meteredMicros()).isEqualTo(BILL.micros());
        assertThat(attempts.remembered).isEmpty();
    }

    @Test
    void aFailureIsStatedWithItsBill() {
        open();
        provider.run = new RemoteRun.Failed(ProviderFault.OUT_OF_MEMORY, "No room.", BILL);
        seconds(3);

        assertThat(failure().failure()).isEqualTo(FailureClass.OUT_OF_MEMORY);
        assertThat(failure().meteredMicros()).isEqualTo(BILL.micros());
    }

    @Test
    void aSuccessWithAFileThatIsGoneIsPaidAllTheSame() {
        provider.fetched = new Fetched.Missing();
        provider.run = finished();
        open();
        seconds(3);

        assertThat(failure().failure()).isEqualTo(FailureClass.LOST);
        assertThat(failure().meteredMicros()).isEqualTo(BILL.micros());
    }

    @Test
    void startsNothingTooLateOrAtARemovedTargetOrWithoutTheLease() {
        mayAct = false;
        open();
        seconds(10);
        assertThat(attempts.facts).isEmpty();

        mayAct = true;
        at(NOW.plusSeconds(61));
        assertThat(failure().failure()).isEqualTo(FailureClass.NOT_STARTED);
        assertThat(submits()).isZero();
    }

    @Nested
    class WhenNobodyAnsweredTheSubmit {
        @Test
        void itIsNeverSentAgainAndEndsAsUnknownWithItsTime() {
            provider.handover = new Handover.Unknown("the connection broke");
            open();
            seconds(30);
            at(endBy().minusSeconds(1));
            assertThat(attempts.stored.state()).isEqualTo(AttemptState.SUBMITTING);

            at(endBy());

            assertThat(failure().failure()).isEqualTo(FailureClass.UNKNOWN);
            assertThat(submits()).isOne();
        }

        @Test
        void itIsFollowedOnceTheProviderHasToldOfIt() {
            provider.handover = new Handover.Unknown("the connection broke");
            var desk = open();
            seconds(1);

            attempts.stored = attempts.stored.knownAs("run-7");
            desk.heard(attempts.stored.id());
            provider.run = finished();
            seconds(3);

            assertThat(success().meteredMicros()).isEqualTo(BILL.micros());
            assertThat(provider.asked).contains("look run-7");
            assertThat(submits()).isOne();
        }

        @Test
        void itIsFollowedOnceItIsFound() {
            provider.handover = new Handover.Unknown("the connection broke");
            provider.sought = new Sought.NotThere();
            open();
            seconds(4);
            provider.sought = new Sought.Found("run-8");
            provider.run = finished();
            seconds(6);

            assertThat(success().meteredMicros()).isEqualTo(BILL.micros());
            assertThat(attempts.remembered).containsExactly("run-8");
            assertThat(submits()).isOne();
        }
    }

    @Nested
    class WhenItIsNotAtTheProvider {
        @Test
        void itWasNeverTakenOnceNoSubmitCanBeUnderWay() {
            provider.handover = new Handover.Unknown("the connection broke");
            provider.sought = new Sought.NotThere();
            open();
            seconds(110);
            assertThat(attempts.stored.state().live()).isTrue();

            seconds(30);

            assertThat(failure().failure()).isEqualTo(FailureClass.UNREACHABLE);
        }

        @Test
        void itIsNotLookedForWhenNobodyWantsIt() {
            provider.handover = new Handover.Unknown("the connection broke");
            provider.sought = new Sought.NotThere();
            var desk = open();
            seconds(2);
            desk.take(attempts.stored.stopping(wish(now)));
            var before = asked("find");
            seconds(60);

            assertThat(asked("find")).isEqualTo(before);
        }
    }

    @Nested
    class WhenTheOwnerChanged {
        @Test
        void theRunIsFollowedByWhatTheProviderCallsIt() {
            left("run-5");
            provider.run = finished();
            open();
            seconds(3);

            assertThat(success().meteredMicros()).isEqualTo(BILL.micros());
            assertThat(submits()).isZero();
        }

        @Test
        void aRunOfWhichNobodyKnowsIsNotSubmittedAgain() {
            left(null);
            open();
            seconds(30);
            at(endBy());

            assertThat(failure().failure()).isEqualTo(FailureClass.UNKNOWN);
            assertThat(submits()).isZero();
        }

        @Test
        void anIdThatCouldNotBeStoredIsStoredLater() {
            attempts.isAway = true;
            open();
            seconds(3);
            assertThat(attempts.stored.remoteId()).isNull();

            attempts.isAway = false;
            seconds(1);

            assertThat(attempts.stored.remoteId()).isEqualTo("run-1");
            assertThat(submits()).isOne();
        }
    }

    @Nested
    class WhenNothingIsHeardOfTheRun {
        @Test
        void neitherAbsenceNorSilenceEndsIt() {
            open();
            provider.run = new RemoteRun.Absent();
            seconds(60);
            provider.run = new RemoteRun.Silent("status 502");
            seconds(60);
            assertThat(attempts.stored.state().live()).isTrue();

            provider.run = finished();
            seconds(20);

            assertThat(success().meteredMicros()).isEqualTo(BILL.micros());
        }

        @Test
        void itIsUnknownAndNotLostLongAfterItsTime() {
            open();
            provider.run = new RemoteRun.Absent();
            seconds(2);
            at(endBy());
            at(endBy().plus(OVERDUE).minusSeconds(1));
            assertThat(attempts.stored.state().live()).isTrue();

            at(endBy().plus(OVERDUE));

            assertThat(failure().failure()).isEqualTo(FailureClass.UNKNOWN);
        }

        @Test
        void itIsUnknownTooWhenItsAccountWasTakenAway() {
            left("run-5");
            isSetUp = false;
            open();
            seconds(5);
            assertThat(attempts.stored.state().live()).isTrue();

            at(endBy().plus(OVERDUE));

            assertThat(failure().failure()).isEqualTo(FailureClass.UNKNOWN);
        }

        @Test
        void aThrottledLookIsNoOutage() {
            open();
            provider.run = new RemoteRun.Throttled(Duration.ofSeconds(30));
            seconds(20);

            assertThat(asked("look run-1")).isOne();
            assertThat(health()).isEqualTo(TargetHealth.UP);
        }
    }

    @Nested
    class WhenItIsNotWantedAnyMore {
        @Test
        void itIsCancelledAgainAndAgainUntilItIsOverAndThenPaid() {
            var desk = open();
            provider.run = new RemoteRun.Working(0);
            seconds(2);
            desk.take(attempts.stored.stopping(wish(now)));
            seconds(60);
            assertThat(asked("cancel")).isBetween(4L, 10L);
            assertThat(attempts.stored.state().live()).isTrue();

            provider.run = new RemoteRun.Stopped(BILL);
            seconds(20);

            assertThat(failure().failure()).isEqualTo(FailureClass.REVOKED);
            assertThat(failure().meteredMicros()).isEqualTo(BILL.micros());
        }

        @Test
        void itIsCancelledWhenItsTimeIsOver() {
            open();
            provider.run = new RemoteRun.Working(0);
            seconds(2);
            at(endBy());
            seconds(1);
            assertThat(asked("cancel")).isPositive();

            provider.run = new RemoteRun.Stopped(BILL);
            seconds(20);

            assertThat(failure().failure()).isEqualTo(FailureClass.TIME_LIMIT);
            assertThat(failure().meteredMicros()).isEqualTo(BILL.micros());
        }

        @Test
        void aRunOfAnEarlierOwnerIsCancelledToo() {
            left("run-5");
            attempts.stored = attempts.stored.stopping(wish(NOW));
            open();
            seconds(1);

            assertThat(asked("cancel")).isPositive();
        }
    }

    @Nested
    class WhenTheTargetTakesModels {
        private static final Graph GRAPH = new Graph(Map.of(
                "3", Map.of("class_type", "KSampler", "inputs", Map.of("seed", 1, "positive", List.of("6", 0))),
                "6", Map.of("class_type", "CLIPTextEncode", "inputs", Map.of("text", "a lake"))));

        WhenTheTargetTakesModels() {
            contract = TargetContract.MODEL_PARAMS;
            attempts.graph = GRAPH;
        }

        private void projecting(Projection.Taken... taken) {
            attempts.projections =
                    List.of(new ModelProjection("fal", "fal-ai/flux", Map.of("num_images", 1), List.of(taken)));
        }

        @Test
        void theProjectionSaysWhatTheModelIsAsked() {
            projecting(new Projection.Taken("prompt", "6", "text"), new Projection.Taken("seed", "3", "seed"));
            open();
            seconds(2);

            assertThat(provider.commissions)
                    .singleElement()
                    .satisfies(commission -> assertThat(commission.work())
                            .isEqualTo(new Work.Model(
                                    "fal-ai/flux", Map.of("num_images", 1, "prompt", "a lake", "seed", 7L))));
        }

        @Test
        void nothingIsGuessedWithoutOne() {
            open();
            seconds(2);

            assertThat(failure().failure()).isEqualTo(FailureClass.GRAPH_INVALID);
            assertThat(failure().problem().detail()).contains("no projection for fal");
            assertThat(submits()).isZero();
        }

        @Test
        void aLinkIsNoValue() {
            projecting(new Projection.Taken("prompt", "3", "positive"));
            open();
            seconds(2);

            assertThat(failure().failure()).isEqualTo(FailureClass.GRAPH_INVALID);
            assertThat(failure().problem().detail()).contains("input positive of node 3");
            assertThat(submits()).isZero();
        }
    }

    @Test
    void bringsTheFilesThatTheGraphReads() {
        attempts.stored =
                RunInputsTest.attempt(new InputFile("/input/face.png", "t/tenant/u/a1", "image/png", 3, "a1"));
        open();
        seconds(3);

        assertThat(provider.commissions)
                .singleElement()
                .satisfies(commission ->
                        assertThat(commission.files()).containsEntry("face.png", "placed-/input/face.png"));
    }
}
